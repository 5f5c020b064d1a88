import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "packages", "cli", "bin", "doapi.cjs");
const execute = promisify(execFile);

let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "doapi-processes-"));
  const path = { PATH: process.env["PATH"] };
  env = { ...path, HOME: folder, DOAPI_SIM: "1", DOAPI_SIM_STATE: join(folder, "state.db"), DOAPI_SIM_PACE: "0" };
  await execute(process.execPath, ["scripts/build.mjs", "--if-needed"], { cwd: root });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const doapi = (...argv: string[]) => execute(process.execPath, [program, ...argv], { env, cwd: folder });

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly status: string;
}

/** The files that a run loaded, as the engine's own coverage report lists them. */
async function loadedBy(...argv: string[]): Promise<string[]> {
  const reports = mkdtempSync(join(folder, "loaded-"));
  await execute(process.execPath, [program, ...argv], { env: { ...env, NODE_V8_COVERAGE: reports }, cwd: folder });
  return readdirSync(reports).flatMap((file) => {
    const report = JSON.parse(readFileSync(join(reports, file), "utf8")) as { result: { url: string }[] };
    return report.result.map(({ url }) => url);
  });
}

/** A chunk is named after the module that it is loaded for. */
const chunk = (url: string) => /\/dist\/program\/(.*)\.cjs$/.exec(url)?.[1] ?? [];

describe("a run loads no more than it needs", () => {
  const nounsIn = (urls: string[]) => urls.flatMap(chunk).filter((name) => name.startsWith("nouns-"));

  it("for the version: not even the parser of commands", async () => {
    const urls = await loadedBy("--version");
    expect(urls.flatMap(chunk).filter((name) => /client|command|session/.test(name))).toEqual([]);
    expect(urls.flatMap(chunk)).toContain("main");
  });

  it.each([["--help"], ["droplet", "--help"], ["droplet", "new", "--help"]])(
    "for help: neither client nor simulator",
    async (...argv) => {
      const urls = await loadedBy(...argv);
      expect(urls.flatMap(chunk)).not.toContain("client");
      expect(urls.filter((url) => url.includes("packages/simulator"))).toEqual([]);
      expect(urls.flatMap(chunk)).toContain("command");
    },
  );

  it("for a command: no other noun", async () => {
    expect(nounsIn(await loadedBy("region"))).toEqual(["nouns-region"]);
    expect(nounsIn(await loadedBy("droplet", "show")).sort()).toEqual(["nouns-droplet-droplet", "nouns-droplet-show"]);
  });
});

describe("the program as it is installed", () => {
  it("shares one simulator between processes that run at the same time", async () => {
    const create = (name: string) =>
      doapi("droplet", "new", "-I", "debian-12-x64", "-S", "s-1vcpu-1gb", "-R", "ams3", "-w", "--quiet", name);
    const created = await Promise.all([create("one"), create("two")]);
    const made = created.flatMap(({ stdout }) => JSON.parse(stdout) as Listed[]);
    const { stdout } = await doapi("droplet", "show");
    const shown = JSON.parse(stdout) as Listed[];
    const named = (droplets: Listed[]) => droplets.map(({ id, name, status }) => `${id} ${name} ${status}`).sort();
    expect(named(shown)).toEqual(named(made));
    expect(new Set(made.map(({ id }) => id)).size).toBe(2);
  });

  it("fails with its exit code, one line on standard error and nothing on standard output", async () => {
    await expect(doapi("droplet", "delete", "nobody")).rejects.toMatchObject({
      code: 4,
      stdout: "",
      stderr: "doapi: no such droplet: nobody\n",
    });
  });

  it("ends quietly when its reader goes away", async () => {
    const child = spawn(process.execPath, [program, "size"], { env, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.destroy();
    expect(await once(child, "close")).toEqual([0, null]);
    expect(errors).toBe("");
  });

  it("says which scope a refused token lacks: the table of scopes is shipped with it", async () => {
    const server = createServer((_, response) => {
      response.writeHead(403, { "content-type": "application/json" });
      response.end('{"id":"forbidden","message":"You are not authorized to perform this operation."}');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const line = ["region", "--api-token", "any", "--endpoint", `http://127.0.0.1:${port}`];
    const run = execute(process.execPath, [program, ...line], { env: { PATH: env["PATH"], HOME: folder } });
    await expect(run).rejects.toMatchObject({ code: 3, stderr: expect.stringContaining("regions:read") as string });
    server.close();
  });

  it("serves until it is interrupted", async () => {
    const child = spawn(process.execPath, [program, "sim", "--port", "0"], {
      env,
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [first] = (await once(child.stdout, "data")) as [Buffer];
    const { url } = JSON.parse(first.toString()) as { url: string };
    const answer = await fetch(`${url}/v2/account`, { headers: { authorization: "Bearer any" } });
    expect(answer.status).toBe(200);
    child.kill("SIGINT");
    expect(await once(child, "close")).toEqual([130, null]);
  });
});
