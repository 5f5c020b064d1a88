import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DigitalOcean } from "@doapi/client";
import { createSimulator } from "@doapi/simulator";
import type { Sshd } from "../ssh/sshd.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "packages", "cli", "bin", "doapi.cjs");

/** The token of every run. No program that is started may see it. */
export const token = "token-of-mine-0123456789";

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a line is run, besides its words. */
export interface Setting {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Told of the process as soon as it runs. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void | Promise<void>;
}

export interface Account {
  /** The working folder, which is the home folder too. */
  readonly folder: string;
  readonly client: DigitalOcean;
  /** Where a droplet is reached, by its name. */
  addressOf(name: string): string;
  /** A PATH in whose first folder `ssh` is a script of the shell. */
  fakeSsh(script: string): string;
  /** A line as a shell runs it, for where a process of its own is not enough. */
  shell(argv: readonly string[]): string;
  /** Runs the built program in a process of its own. */
  doapi(argv: readonly string[], setting?: Setting): Promise<Ended>;
  close(): Promise<void>;
}

/** An account with droplets of these names, all with the tag `web`; a server can be started at the address of each. */
export async function openAccount(names: readonly string[]): Promise<Account> {
  await promisify(execFile)(process.execPath, ["scripts/build.mjs", "--if-needed"], { cwd: root });
  const simulator = createSimulator({ pace: 0, addresses: "loopback" });
  const client = new DigitalOcean({ fetch: simulator.fetch, token });
  const kind = { region: "ams3", size: "s-1vcpu-1gb", image: "debian-12-x64", tags: ["web"] };
  const addresses = new Map<string, string>();
  for (const name of names) {
    const { ipv4Address = "" } = await client.droplets.create({ ...kind, name }).ready();
    addresses.set(name, ipv4Address);
  }
  const { url } = await simulator.listen();
  const folder = mkdtempSync(join(tmpdir(), "doapi-ssh-command-"));
  const complete = (argv: readonly string[]) => [...argv.slice(0, 2), "--endpoint", url, ...argv.slice(2)];
  return {
    folder,
    client,
    addressOf: (name) => addresses.get(name) ?? "",
    fakeSsh(script) {
      const programs = join(folder, "bin");
      mkdirSync(programs, { recursive: true });
      writeFileSync(join(programs, "ssh"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return [programs, process.env["PATH"]].join(delimiter);
    },
    shell(argv) {
      const words = [process.execPath, program, ...complete(argv)].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
      return `cd '${folder}' && HOME='${folder}' DO_API_TOKEN=${token} exec ${words.join(" ")}`;
    },
    doapi: (argv, setting) => runDoapi(complete(argv), folder, setting),
    async close() {
      await simulator.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function runDoapi(argv: readonly string[], cwd: string, { stdin, env, onStart }: Setting = {}): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...argv], {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd, DO_API_TOKEN: token, ...env },
    stdio: "pipe",
  });
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on("data", (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => chunks.stderr.push(chunk));
  child.stdin.on("error", () => {});
  child.stdin.end(stdin);
  const closed = once(child, "close") as Promise<[number | null, string | null]>;
  await onStart?.(child);
  const [code, signal] = await closed;
  const text = (stream: readonly Buffer[]) => Buffer.concat(stream).toString();
  return { code, signal, stdout: text(chunks.stdout), stderr: text(chunks.stderr) };
}

/** The options that lead to a server of the tests, and leave everything of the machine's user aside. */
export function optionsFor(sshd: Sshd, knownHosts = sshd.knownHostsFile): string[] {
  const files = [`UserKnownHostsFile=${knownHosts}`, "GlobalKnownHostsFile=/dev/null", "IdentitiesOnly=yes"];
  return [
    "--user",
    sshd.user,
    "--port",
    String(sshd.port),
    "--identity",
    sshd.keyFile,
    ...files.flatMap((option) => ["--ssh-option", option]),
  ];
}
