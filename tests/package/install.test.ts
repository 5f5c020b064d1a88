import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { manifestOf, pack, root, run, tool } from "./tarballs.js";

/** An empty project in which the packed packages were installed. */
let project: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), "doapi-install-"));
  await cp(join(root, "tests/package/fixtures/project"), project, { recursive: true });
  const tarballs = await pack(join(project, "tarballs"));
  const dependencies = Object.fromEntries(
    Object.entries(tarballs).map(([name, { file }]) => [`@doapi/${name}`, `file:${file}`]),
  );
  await writeFile(join(project, "package.json"), JSON.stringify({ private: true, type: "module", dependencies }));
  // Without the native parts that ssh2 can compile for itself: everything has to work where there is no compiler.
  await run(["npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: project });
}, 180_000);

afterAll(() => rm(project, { recursive: true }));

describe("an installed package", () => {
  it("is imported by an ES module", async () => {
    const { stdout } = await run([process.execPath, "module.mjs"], { cwd: project });
    expect(stdout).toBe("web-1 active\n");
  });

  it("has the file of every resource", async () => {
    const program = `import { DigitalOcean, registry } from "@doapi/client";
      const client = new DigitalOcean({ token: "any" });
      console.log(Object.keys(registry).filter((name) => typeof client[name] !== "object").join());`;
    const { stdout } = await run([process.execPath, "--input-type=module", "--eval", program], { cwd: project });
    expect(stdout).toBe("\n");
  });

  it("is required by CommonJS", async () => {
    const { stdout } = await run([process.execPath, "script.cjs"], { cwd: project });
    expect(stdout).toBe("function function function function");
  });

  it("knows host keys and refuses what is not there, without a native part, when it is that for SSH", async () => {
    const { stdout } = await run([process.execPath, "ssh.mjs"], { cwd: project });
    expect(stdout).toBe("ls -- 'a b'\nSshConnectionError\n");
  });

  it("has its table of scopes with it", async () => {
    const { stdout } = await run([process.execPath, "scopes.mjs"], { cwd: project });
    expect(stdout).toBe("droplet:read");
  });

  it("brings nothing along when it is the client", async () => {
    const lock = JSON.parse(await readFile(join(project, "package-lock.json"), "utf8"));
    expect(Object.keys(lock.packages["node_modules/@doapi/client"])).not.toContain("dependencies");
  });

  it("is bundled for a browser without a module of Node", async () => {
    const bundle = await rolldown({ cwd: project, input: "browser.mjs", platform: "browser", logLevel: "silent" });
    const { output } = await bundle.generate();
    await bundle.close();
    const own = output.map(({ fileName }) => fileName);
    const imports = output.flatMap((chunk) =>
      chunk.type === "chunk" ? [...chunk.imports, ...chunk.dynamicImports] : [],
    );
    expect(imports.filter((name) => !own.includes(name))).toEqual([]);
    expect(output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")).join("")).not.toContain("node:");
  });
});

describe("a program that was bundled for Node", () => {
  /** What it does in a folder of its own, where the package is not. */
  async function runBundled(conditionNames?: string[]): Promise<{ stdout: string }> {
    const folder = await mkdtemp(join(tmpdir(), "doapi-bundled-"));
    const resolve = conditionNames === undefined ? {} : { conditionNames };
    const bundle = await rolldown({ cwd: project, input: "node.mjs", platform: "node", logLevel: "silent", resolve });
    await bundle.write({ dir: folder, entryFileNames: "[name].mjs", chunkFileNames: "[name].mjs" });
    await bundle.close();
    try {
      return await run([process.execPath, "node.mjs"], { cwd: folder });
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it("has in its files all that it needs", async () => {
    expect((await runBundled()).stdout).toBe("web-1\n");
  });

  it("says what it lacks where the bundler was told to take what Node takes", async () => {
    await expect(runBundled(["node", "import", "default"])).rejects.toThrow('by the condition "module"');
  });
});

describe("the declarations of an installed package", () => {
  const node = { types: ["node"], typeRoots: [join(root, "node_modules/@types")], lib: ["ES2022"] };
  const browser = { types: [], lib: ["ES2022", "DOM", "DOM.AsyncIterable"] };

  it.each([
    ["NodeNext", ["program.ts", "ssh.ts", "legacy.cts"], { module: "NodeNext", ...node }],
    ["bundler resolution", ["program.ts", "ssh.ts"], { module: "ESNext", moduleResolution: "bundler", ...node }],
    ["bundler resolution in a browser", ["program.ts"], { module: "ESNext", moduleResolution: "bundler", ...browser }],
  ])("compile under %s", async (label, files, options) => {
    const config = join(project, `tsconfig.${label.replaceAll(" ", "-")}.json`);
    const compilerOptions = { target: "ES2022", strict: true, noEmit: true, skipLibCheck: false, ...options };
    await writeFile(config, JSON.stringify({ compilerOptions, files }));
    const { stdout } = await run([...tool("tsc"), "-p", config], { cwd: project });
    expect(stdout).toBe("");
  });
});

describe("the installed doapi", () => {
  it("tells its version", async () => {
    const { version } = await manifestOf("cli");
    const { stdout } = await run(["npx", "--no-install", "doapi", "--version"], { cwd: project });
    expect(stdout.trim()).toContain(version);
  });

  it("works on the simulator without a token", async () => {
    const env = { HOME: project, XDG_STATE_HOME: join(project, "state") };
    const { stdout, stderr } = await run(["npx", "--no-install", "doapi", "--sim", "region"], { cwd: project, env });
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ slug: "nyc3" }));
    expect(stderr).toBe("");
  });
});
