import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "node:util";
import { runInThisContext } from "node:vm";
import * as doapi from "@doapi/ssh";
import { transformSync } from "rolldown/utils";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sshd, startSshd } from "./sshd.js";

const page = readFileSync(new URL("../../docs/guide/ssh.md", import.meta.url), "utf8");
const programs = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, program = ""]) => program);

let server: Sshd;
let ssh: doapi.Ssh;
let standIns: string;
let empty: string;

beforeAll(async () => {
  standIns = mkdtempSync(join(tmpdir(), "guide-"));
  for (const name of ["apt-get", "git", "curl", "python3"]) {
    const text = `#!/bin/sh\necho "${name} $*" >>"$HOME/calls"\n`;
    writeFileSync(join(standIns, name), text, { mode: 0o755 });
  }
  empty = join(standIns, "empty");
  writeFileSync(empty, "");
  server = await startSshd({ path: `${standIns}:${process.env["PATH"]}` });
  ssh = await connect("203.0.113.7", { knownHosts: server.knownHostsFile });
  await ssh.cd();
});

afterAll(async () => {
  await ssh?.close();
  await server?.stop();
  rmSync(standIns, { recursive: true });
});

/** The page's address and key are those of the test's server. */
function connect(_: doapi.Target, options: doapi.ConnectOptions): Promise<doapi.Ssh> {
  const { host, port, user, keyFile } = server;
  return doapi.connect(host, { ...options, port, user, keyFile });
}

/** Runs a program of the page; gives what it wrote. Local files are in the folder of the stand-ins. */
async function runProgram(part: string, knownHosts = server.knownHostsFile): Promise<string[]> {
  const program = programs.find((one) => one.includes(part)) ?? "";
  const { code, errors } = transformSync("program.ts", program);
  if (code === "" || errors.length > 0) throw new Error(`the page has no such program: ${errors.join("; ")}`);
  const body = code.replaceAll(
    /^import \{(.*?)\} from "(.*?)";$/gm,
    (_, names: string, name: string) => `const {${names}} = modules["${name}"];`,
  );
  const written: string[] = [];
  const log = (...words: unknown[]) => void written.push(format(...words));
  const here = new Proxy(ssh, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target) as unknown;
      if (name === "download") return (path: string, file: string) => target.download(path, join(standIns, file));
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
  const modules = {
    "@doapi/ssh": {
      ...doapi,
      connect: (to: doapi.Target, options: doapi.ConnectOptions) => connect(to, { knownHosts, ...options }),
    },
  };
  const run = runInThisContext(`(async (modules, ssh, console) => {{${body}\n}})`) as (
    ...values: unknown[]
  ) => Promise<void>;
  await run(modules, here, { log });
  return written;
}

it.each<[string, unknown[]]>([
  ['ssh.run("uptime")', [expect.stringContaining("load average")]],
  ["exit 3", ["there", "3 checking"]],
  ["rm -rf x", ["1"]],
  ["sleep 1000", ["gone: true"]],
  ["ssh.spawn", ["a b", "1", "2", "3", "0"]],
  ["ssh.start", []],
  ["ssh.upload", ["PORT=8080"]],
])("the program with %s does what the page says", async (part, expected) => {
  mkdirSync(join(server.home, "x"), { recursive: true });
  expect(await runProgram(part)).toEqual(expected);
  expect(readdirSync(server.home)).toContain("x");
});

it("the program for an unknown host shows its fingerprint", async () => {
  expect(await runProgram("HostKeyError", empty)).toEqual([`unknown ${server.fingerprint}`]);
});

it("the program that provisions calls what it names", async () => {
  const python = "/srv/venv/bin/python";
  const pip = ssh.pip;
  const install = pip.install.bind(pip);
  pip.install = (names, options) => {
    expect(options).toEqual({ python });
    return install(names, { python: "python3" });
  };
  const [line] = await runProgram("ssh.apt.update");
  expect(line).toMatch(/^ \d+ 3$/);
  const calls = readFileSync(join(server.home, "calls"), "utf8").split("\n");
  expect(calls.map((call) => call.split(" ")[0])).toEqual(["apt-get", "apt-get", "python3", "git", "curl", ""]);
});

it("has no program that is not run here", () => {
  expect(programs).toHaveLength(9);
});
