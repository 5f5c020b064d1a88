import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createSimulator, type Simulator } from "@doapi/simulator";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Sshd, startSshd } from "./sshd.js";
import { makeRepository, serveFolder, type WebServer } from "./web-server.js";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));

// Of its own: other tests look for theirs in all processes of the machine.
const token = "tok-93c0-27df";
/** The address of a new simulator's first droplet. */
const address = "127.18.0.2";

const program = `
const { createServer } = require("node:http");
const { readFileSync } = require("node:fs");
createServer((request, response) => response.end("hello from " + readFileSync(".env", "utf8"))).listen(process.env.PORT);
console.log("listening");
`;

let folder: string;
let simulator: Simulator;
let running: (Sshd | WebServer)[];

// Examples import the packages as they are built.
beforeAll(async () => {
  await execute(process.execPath, ["scripts/build.mjs", "--if-needed"], { cwd: root });
}, 60_000);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "examples-"));
  simulator = createSimulator({ pace: 0, addresses: "loopback" });
  running = [];
});

afterEach(async () => {
  for (const one of running) await ("stop" in one ? one.stop() : one.close());
  await simulator.close();
  rmSync(folder, { recursive: true });
});

/** Runs an example as a user does, with these variables; gives the lines that it wrote. */
async function runExample(name: string, variables: Record<string, string>): Promise<string[]> {
  const { url } = await simulator.listen();
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    DIGITALOCEAN_TOKEN: "made-up",
    DOAPI_ENDPOINT: url,
    ...variables,
  };
  const { stdout } = await execute(process.execPath, [join(root, "examples", name)], { cwd: folder, env });
  return stdout.split("\n").slice(0, -1);
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}

/** What the API says, to the account of the example. */
async function read<T>(path: string): Promise<T> {
  const response = await fetch(`${simulator.url}${path}`, { headers: { authorization: "Bearer made-up" } });
  return (await response.json()) as T;
}

describe("deploy-app", () => {
  async function prepare(aptGet: string): Promise<{ sshd: Sshd; variables: Record<string, string> }> {
    writeFileSync(join(folder, "apt-get"), `#!/bin/sh\necho "$@" >>"$HOME/apt.log"\n${aptGet}\n`, { mode: 0o755 });
    const sshd = await startSshd({ host: address, path: `${folder}:${process.env["PATH"]}` });
    const web = await serveFolder(join(makeRepository(folder, { "server.js": program }), ".."), { token });
    running.push(sshd, web);
    const variables = {
      APP_REPOSITORY: `${web.url}/app.git`,
      APP_DIRECTORY: join(sshd.home, "my app"),
      APP_PORT: await freePort(),
      GIT_TOKEN: token,
      SSH_KEY_FILE: sshd.keyFile,
      SSH_USER: sshd.user,
      SSH_PORT: String(sshd.port),
      SSH_HOST_KEY: sshd.fingerprint,
    };
    return { sshd, variables };
  }

  it("has an application that answers, on a droplet with a domain", async () => {
    const { sshd, variables } = await prepare("");
    const written = await runExample("deploy-app.mjs", variables);
    expect(written).toEqual([
      `app-1 has the address ${address}`,
      "app.example.com leads there",
      expect.stringMatching(/^process \d+ answers: hello from APP_NAME=example\.com$/),
    ]);
    const answer = await fetch(`http://127.0.0.1:${variables["APP_PORT"]}/`);
    expect(await answer.text()).toBe("hello from APP_NAME=example.com\n");
    expect(readFileSync(join(sshd.home, "my app/app.log"), "utf8")).toBe("listening\n");
    expect(statSync(join(sshd.home, "my app/.env")).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(sshd.home, "my app/.git/config"), "utf8")).not.toContain(token);
    expect(readFileSync(join(sshd.home, "apt.log"), "utf8")).toMatch(/ update\n.* install -- git nodejs\n$/);
    type Records = { domain_records: { name: string; data: string }[] };
    const { domain_records } = await read<Records>("/v2/domains/example.com/records?type=A");
    expect(domain_records).toEqual([expect.objectContaining({ name: "app", data: address })]);
  });

  it("stops at the step that fails", async () => {
    const { sshd, variables } = await prepare("case $* in *install*) echo E: broken packages >&2; exit 100;; esac");
    const failing = runExample("deploy-app.mjs", variables);
    await expect(failing).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/leads there\n$/) as string,
      stderr: expect.stringMatching(/CommandError: env .* ended with exit code 100: E: broken packages/) as string,
    });
    expect(() => statSync(join(sshd.home, "my app"))).toThrow("ENOENT");
  });
});

describe("power-off-then-snapshot", () => {
  it("has a snapshot, and the droplet is up again", async () => {
    const web = { name: "web-7", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
    simulator.seed({ token: "made-up", droplets: [web] });
    const written = await runExample("power-off-then-snapshot.mjs", { DROPLET_NAME: "web-7" });
    expect(written).toEqual([expect.stringMatching(/^web-7 \d{4}-\d\d-\d\dT\S+ [\d.]+ GB$/)]);
    type Droplets = { droplets: { name: string; status: string }[] };
    expect((await read<Droplets>("/v2/droplets")).droplets).toEqual([
      expect.objectContaining({ name: "web-7", status: "active" }),
    ]);
    const { actions } = await read<{ actions: { type: string; status: string }[] }>("/v2/actions");
    expect(actions.slice(0, 3).map(({ type, status }) => `${type} ${status}`)).toEqual([
      "power_on completed",
      "snapshot completed",
      "power_off completed",
    ]);
  });
});
