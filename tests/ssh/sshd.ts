import { type ChildProcess, execFile, spawn } from "node:child_process";
import { accessSync, constants, mkdirSync, readFileSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const command = promisify(execFile);
const MARK = "SSHD_OF_TEST";

export interface SshdOptions {
  /** The address that it listens on: 127.0.0.1 by default, any other of 127.0.0.0/8. */
  host?: string;
  /** A port of one's own choice; a free one by default. */
  port?: number;
  /** The PATH of the sessions; that of the machine by default. */
  path?: string;
  /** More variables of the sessions' environment. `HOME` is a folder of the server's own. */
  environment?: Record<string, string>;
  /** The kinds of host keys, `["ed25519"]` by default. */
  hostKeyTypes?: readonly ("ed25519" | "rsa" | "ecdsa")[];
  /** More lines for sshd_config; the first of two lines about the same thing counts, and these come first. */
  config?: readonly string[];
}

/** An OpenSSH server of one's own on loopback. */
export interface Sshd {
  readonly host: string;
  readonly port: number;
  /** Who can log in: the user that runs the tests. */
  readonly user: string;
  /** The private key that can log in; its public key is beside it, with `.pub`. */
  readonly keyFile: string;
  /** The public host key as one line, without a comment: that of the first kind. */
  readonly hostKey: string;
  /** That key's fingerprint, `SHA256:...`. */
  readonly fingerprint: string;
  /** A known_hosts with every host key under `[host]:port`. */
  readonly knownHostsFile: string;
  /** What the server reads to decide who can log in; takes effect at the next login. */
  readonly authorizedKeysFile: string;
  /** The sessions' `HOME`. */
  readonly home: string;
  /** Everything of this server's; gone after `stop`. */
  readonly folder: string;
  /** What sshd has logged so far. */
  log: () => string;
  /** Ends every process of the server's and its sessions', those in the background too. */
  stop(): Promise<void>;
}

/** Starts an OpenSSH server; rejects with its own log when it cannot start. */
export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const host = options.host ?? "127.0.0.1";
  const folder = await mkdtemp(join(tmpdir(), "sshd-"));
  try {
    const files = await prepare(folder, options);
    const server = await startOnFreePort(folder, { ...options, host });
    const known = files.hostKeys.map((key) => `[${host}]:${server.port} ${key}\n`).join("");
    await writeFile(files.knownHostsFile, known);
    const { hostKeys, ...named } = files;
    return {
      ...named,
      host,
      port: server.port,
      user: userInfo().username,
      hostKey: hostKeys[0] ?? "",
      folder,
      log: server.log,
      stop: async () => {
        await end(server.process, folder);
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function prepare(folder: string, { hostKeyTypes = ["ed25519"] }: SshdOptions) {
  const home = join(folder, "home");
  await mkdir(home, { mode: 0o700 });
  const keyFile = join(folder, "client_key");
  await makeKey(keyFile, "ed25519");
  const authorizedKeysFile = join(folder, "authorized_keys");
  await copyFile(`${keyFile}.pub`, authorizedKeysFile);
  const hostKeys: string[] = [];
  for (const type of hostKeyTypes) {
    const file = join(folder, `host_key_${type}`);
    await makeKey(file, type);
    hostKeys.push((await readFile(`${file}.pub`, "utf8")).split(" ").slice(0, 2).join(" ").trim());
  }
  const first = join(folder, `host_key_${hostKeyTypes[0]}.pub`);
  const fingerprint = (await command("ssh-keygen", ["-l", "-f", first])).stdout.split(" ")[1] ?? "";
  return { home, keyFile, authorizedKeysFile, hostKeys, fingerprint, knownHostsFile: join(folder, "known_hosts") };
}

async function makeKey(file: string, type: string): Promise<void> {
  await command("ssh-keygen", ["-q", "-t", type, "-N", "", "-C", "test", "-f", file]);
}

interface Listening {
  process: ChildProcess;
  port: number;
  log: () => string;
}

// Between finding a free port and listening on it, another program can take it.
async function startOnFreePort(folder: string, options: SshdOptions & { host: string }): Promise<Listening> {
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort(options.host));
    await writeFile(join(folder, "sshd_config"), await configuration(folder, { ...options, port }));
    try {
      return { ...(await listening(join(folder, "sshd_config"))), port };
    } catch (error) {
      const isTaken = options.port === undefined && String(error).includes("Address already in use");
      if (!isTaken || attempt === 5) throw error;
    }
  }
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, host, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function configuration(folder: string, options: SshdOptions & { host: string; port: number }): Promise<string> {
  const environment = {
    HOME: join(folder, "home"),
    ...(options.path === undefined ? {} : { PATH: options.path }),
    ...options.environment,
    [MARK]: folder,
  };
  const lines = [
    ...(options.config ?? []),
    `ListenAddress ${options.host}`,
    `Port ${options.port}`,
    ...(options.hostKeyTypes ?? ["ed25519"]).map((type) => `HostKey ${join(folder, `host_key_${type}`)}`),
    `AuthorizedKeysFile ${join(folder, "authorized_keys")}`,
    `SetEnv ${Object.entries(environment)
      .map(([name, value]) => `"${name}=${value}"`)
      .join(" ")}`,
    "UsePAM no",
    "StrictModes no",
    "PasswordAuthentication no",
    "PidFile none",
    "UseDNS no",
    "PrintMotd no",
    "PrintLastLog no",
    "MaxStartups 1000",
    "MaxSessions 1000",
    "Subsystem sftp internal-sftp",
    // Newer servers keep a client out for some time after a failed login, which tests have on purpose.
    ...((await hasPenalties()) ? ["PerSourcePenalties no"] : []),
  ];
  return `${lines.join("\n")}\n`;
}

async function hasPenalties(): Promise<boolean> {
  const { stdout, stderr } = await command(program("sshd"), ["-V"]).catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  const [, major = "0", minor = "0"] = /OpenSSH_(\d+)\.(\d+)/.exec(stdout + stderr) ?? [];
  return Number(major) > 9 || (Number(major) === 9 && Number(minor) >= 8);
}

function listening(config: string): Promise<Omit<Listening, "port">> {
  // As root it confines the part that talks to strangers to this empty folder.
  if (process.getuid?.() === 0) mkdirSync("/run/sshd", { recursive: true, mode: 0o755 });
  return new Promise((resolve, reject) => {
    const sshd = spawn(program("sshd"), ["-D", "-e", "-f", config], { stdio: ["ignore", "ignore", "pipe"] });
    let log = "";
    sshd.stderr.setEncoding("utf8").on("data", (text: string) => {
      log += text;
      if (log.includes("Server listening on")) resolve({ process: sshd, log: () => log });
    });
    sshd.once("error", reject);
    sshd.once("close", (code) => reject(new Error(`sshd ended with ${code} before it listened:\n${log}`)));
  });
}

// sshd wants to be called by its whole path, which is not in every user's PATH.
function program(name: string): string {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/sbin"];
  const found = folders.map((folder) => join(folder, name)).find(isExecutable);
  if (found === undefined) throw new Error(`${name} is not installed; on Debian: apt-get install openssh-server`);
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function end(server: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const isRunning = server.exitCode === null && server.signalCode === null;
  // Its connections' processes outlive the server, and what those started can outlive them.
  for (
    let found = await processesOf(server.pid, folder);
    found.length > 0;
    found = await processesOf(server.pid, folder)
  ) {
    for (const pid of found) kill(pid);
    if (isRunning) await ended;
  }
}

async function processesOf(server: number | undefined, folder: string): Promise<number[]> {
  const { stdout } = await command("ps", ["-A", "-o", "pid=,ppid=,stat="]);
  const all = stdout
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => state !== undefined && !state.startsWith("Z"))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
  const family = new Set(all.filter(({ pid }) => pid === server || isMarked(pid, folder)).map(({ pid }) => pid));
  for (let size = -1; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

// What a session started has the server's folder in its environment. Only Linux shows it.
function isMarked(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8").split("\0").includes(`${MARK}=${folder}`);
  } catch {
    return false;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself in the meantime.
  }
}
