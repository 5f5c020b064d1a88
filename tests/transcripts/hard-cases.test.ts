import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const bin = join(root, "packages", "cli", "bin");
const execute = promisify(execFile);

let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "doapi-hard-cases-"));
  const path = { PATH: process.env["PATH"] };
  env = { ...path, HOME: folder, DOAPI_SIM: "1", DOAPI_SIM_STATE: join(folder, "state.db"), DOAPI_SIM_PACE: "0" };
  await execute(process.execPath, ["scripts/build.mjs", "--if-needed"], { cwd: root });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a line of bash in which `doapi` and `doapi-droplet` are the programs. */
async function bash(line: string) {
  const program = (name: string) => `${name}() { "${process.execPath}" "${join(bin, name)}.cjs" "$@"; }`;
  const script = `${program("doapi")}; ${program("doapi-droplet")}; ${line}`;
  const child = spawn("bash", ["-c", script], { env, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, "close")) as [number];
  return { code, stdout, stderr };
}

describe("standard output", () => {
  it("into head -1 is no error", async () => {
    const { code, stdout, stderr } = await bash("doapi size | head -1; exit ${PIPESTATUS[0]}");
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "[\n", stderr: "" });
  });

  it("that is closed keeps nothing from being done", async () => {
    expect(await bash("doapi tag new closed >&-")).toEqual({ code: 0, stdout: "", stderr: "" });
    expect((await bash("doapi tag show closed -o ndjson")).stdout).toContain('"name":"closed"');
  });

  it.each(["doapi size", "doapi account", "doapi --version", "doapi --help"])(
    "on a full disk is an error of one line: %s",
    async (line) => {
      const stderr = "doapi: cannot write to standard output: the disk is full\n";
      expect(await bash(`${line} > /dev/full`)).toEqual({ code: 1, stdout: "", stderr });
    },
  );
});

it("messages that nobody reads change no exit code", async () => {
  expect((await bash("doapi tag delete nothing 2> /dev/full")).code).toBe(4);
  expect((await bash("doapi tag delete nothing 2>&-")).code).toBe(4);
});

describe("a line that cannot be done ends with what is wrong, a hint, and nothing on standard output", () => {
  const dataHint = `  JSON looks like {"name": "web-1"}, between single quotes in a shell; @file takes it from a file\n`;
  const fileHint = "  what begins with @ is the name of a file; @- is standard input\n";
  it.each([
    [
      "doapi request /v2/tags -d @missing",
      1,
      `doapi: cannot read missing: there is no such file or folder\n${fileHint}`,
    ],
    ["doapi request /v2/tags -d @.", 1, `doapi: cannot read .: it is a folder\n${fileHint}`],
    ["doapi request /v2/tags -d '{'", 2, `doapi: the value of --data is no valid JSON\n${dataHint}`],
    ["doapi request /v2/account -D /dev/full", 1, "doapi: cannot write /dev/full: the disk is full\n"],
    ["doapi tag show --tga x", 2, "doapi: unknown option '--tga'\n  see: doapi tag show --help\n"],
    ["doapi-droplet shwo", 2, "doapi: unknown command 'shwo'\n  did you mean show? see: doapi droplet --help\n"],
  ])("%s", async (line, code, stderr) => {
    expect(await bash(line)).toEqual({ code, stdout: "", stderr });
  });
});

it("doapi-droplet show --timeout 1000 and doapi --timeout 1000 droplet show are the same", async () => {
  await bash("doapi-droplet new -I debian-12-x64 -S s-1vcpu-1gb -R ams3 same -w --quiet");
  const [one, other] = [
    await bash("doapi-droplet show --timeout 1000"),
    await bash("doapi --timeout 1000 droplet show"),
  ];
  expect(one).toEqual(other);
  expect(JSON.parse(one.stdout)).toMatchObject([{ name: "same", status: "active" }]);
});

it("Ctrl-C ends a wait with what is known as valid JSON", async () => {
  const words = "droplet new -I debian-12-x64 -S s-1vcpu-1gb -R ams3 -w slow".split(" ");
  const child = spawn(process.execPath, [join(bin, "doapi.cjs"), ...words], {
    env: { ...env, DOAPI_SIM_PACE: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
  // The first progress: the droplet is made, and the wait has begun.
  await once(child.stderr, "data");
  child.kill("SIGINT");
  expect(await once(child, "close")).toEqual([130, null]);
  expect(JSON.parse(stdout)).toMatchObject([{ name: "slow", status: "new" }]);
  expect(stderr.endsWith("\ndoapi: interrupted\n")).toBe(true);
});
