import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Sshd } from "../ssh/sshd.js";
import { serveScript } from "../transcripts/scripted-api.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "packages", "cli", "bin", "doapi.js");

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
  /** A line as a shell runs it, for where a process of its own is not enough. */
  shell(argv: readonly string[]): string;
  /** Runs the built program in a process of its own. */
  doapi(argv: readonly string[], setting?: Setting): Promise<Ended>;
  close(): Promise<void>;
}

/** An account whose droplets have these addresses, by their names; all have the tag `web`. Null is one that is off. */
export async function openAccount(addresses: Readonly<Record<string, string | null>>): Promise<Account> {
  await promisify(execFile)(process.execPath, ["scripts/build.mjs", "--if-needed"], { cwd: root });
  const droplets = Object.entries(addresses).map(([name, address], index) => ({
    id: index + 1,
    name,
    status: address === null ? "off" : "active",
    networks: { v4: address === null ? [] : [{ type: "public", ip_address: address }], v6: [] },
  }));
  const byId = droplets.map((droplet) => [`GET /v2/droplets/${droplet.id}`, [{ body: { droplet } }]] as const);
  const api = await serveScript({
    ...Object.fromEntries(byId),
    "GET /v2/droplets": [{ body: { droplets, links: {}, meta: { total: droplets.length } } }],
    "GET /v2/tags/web": [{ body: { tag: { name: "web", resources: { count: droplets.length } } } }],
  });
  const folder = mkdtempSync(join(tmpdir(), "doapi-ssh-command-"));
  const complete = (argv: readonly string[]) => [...argv.slice(0, 2), "--endpoint", api.url, ...argv.slice(2)];
  return {
    folder,
    shell(argv) {
      const words = [process.execPath, program, ...complete(argv)].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
      return `cd '${folder}' && HOME='${folder}' DO_API_TOKEN=${token} exec ${words.join(" ")}`;
    },
    doapi: (argv, setting) => runDoapi(complete(argv), folder, setting),
    async close() {
      await api.close();
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
