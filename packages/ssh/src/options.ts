import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import ssh2 from "ssh2";
import { SshOptionError } from "./errors.js";
import { HostKeyPolicy } from "./host-keys/policy.js";

/** Where to connect to: a host name or an address, or anything with a public address, as a Droplet of `@doapi/client`. */
export type Target = string | { readonly ipv4Address: string | undefined; readonly ipv6Address?: string | undefined };

export interface ConnectOptions {
  /** `root` by default. */
  readonly user?: string;
  /** 22 by default. */
  readonly port?: number;
  /** The private key itself, in any format of OpenSSH or as PEM. */
  readonly key?: string | Uint8Array;
  /** The file of the private key; `~/...` is in the home directory. */
  readonly keyFile?: string;
  /** What the private key is encrypted with. */
  readonly passphrase?: string;
  /** The user's password, where the server takes one. */
  readonly password?: string;
  /** The socket of an SSH agent. */
  readonly agent?: string;
  /**
   * Which host key is right: its fingerprint (`SHA256:...`) or several of them; `"accept-new"` accepts the key of a host of
   * which nothing is known, and writes it to `knownHosts`. By default `knownHosts` decides, and a host that is not in it is
   * refused.
   */
  readonly hostKey?: string | readonly string[];
  /** A file in the format of known_hosts; `~/.ssh/known_hosts` by default. */
  readonly knownHosts?: string;
  /** Milliseconds until the login has to have worked, two minutes by default. */
  readonly limit?: number;
  /**
   * Milliseconds for which a login may be refused, from the first time that it is, 30 seconds by default: a new Droplet
   * answers before it has its keys. 0 refuses to wait.
   */
  readonly loginGrace?: number;
  /** Milliseconds between two attempts, a second by default. After a refused login it is five times as long. */
  readonly interval?: number;
  /** Milliseconds that a command may take when it does not say otherwise, ten minutes by default. */
  readonly timeout?: number;
  /** Milliseconds between two signs of life, 15 seconds by default; after four without an answer the connection is lost. */
  readonly keepAlive?: number;
  /** Ends the attempt to connect. */
  readonly signal?: AbortSignal;
}

/** How to log in. */
export interface Credentials {
  readonly key: Buffer | string | undefined;
  readonly passphrase: string | undefined;
  readonly password: string | undefined;
  readonly agent: string | undefined;
}

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly credentials: Credentials;
  readonly policy: HostKeyPolicy;
  readonly knownHosts: string;
  readonly limit: number;
  readonly loginGrace: number;
  readonly interval: number;
  readonly timeout: number;
  readonly keepAlive: number;
  readonly signal: AbortSignal | undefined;
}

/** The options with their defaults; what they name is read. Throws an SshOptionError for what cannot work. */
export async function settingsOf(target: Target, options: ConnectOptions): Promise<Settings> {
  const { port = 22, user = "root", signal } = options;
  const host = hostOf(target);
  if (!(Number.isInteger(port) && port > 0 && port < 65_536)) throw new SshOptionError("port must be from 1 to 65535.");
  if (user === "") throw new SshOptionError("user cannot be empty.");
  const knownHosts = inHome(options.knownHosts ?? "~/.ssh/known_hosts");
  const hostKey = typeof options.hostKey === "string" ? [options.hostKey] : options.hostKey;
  const acceptNew = hostKey?.length === 1 && hostKey[0] === "accept-new";
  const fingerprints = acceptNew ? undefined : hostKey?.map(fingerprint);
  if (fingerprints?.length === 0) throw new SshOptionError("hostKey has no fingerprint in it.");
  const text = await readOptional(knownHosts);
  return {
    host,
    port,
    user,
    credentials: await credentialsOf(options),
    policy: new HostKeyPolicy({ host, port, fingerprints, acceptNew, file: knownHosts, text }),
    knownHosts,
    limit: milliseconds("limit", options.limit ?? 120_000),
    loginGrace: milliseconds("loginGrace", options.loginGrace ?? 30_000),
    interval: milliseconds("interval", options.interval ?? 1_000),
    timeout: milliseconds("timeout", options.timeout ?? 600_000),
    keepAlive: milliseconds("keepAlive", options.keepAlive ?? 15_000),
    signal,
  };
}

function hostOf(target: Target): string {
  const host = typeof target === "string" ? target : (target.ipv4Address ?? target.ipv6Address);
  if (host === undefined) {
    throw new SshOptionError("The droplet has no public address (yet): wait for it with ready(), or read it again.");
  }
  // Brackets and ports, user names and spaces would be looked up as a name, and end up in known_hosts.
  if (!/^[\w.:%-]+$/.test(host) || host.startsWith("-")) {
    throw new SshOptionError(`${JSON.stringify(host)} is no host name and no address; user and port are options.`);
  }
  return host;
}

function fingerprint(text: string): string {
  if (!/^SHA256:[A-Za-z0-9+/]{43}=?$/.test(text)) {
    throw new SshOptionError('hostKey must be "accept-new" or fingerprints as ssh-keygen -l prints them: SHA256:...');
  }
  return text.replace(/=$/, "");
}

function milliseconds(name: string, value: number): number {
  if (!(value >= 0)) throw new SshOptionError(`${name} must be a number of milliseconds from 0.`);
  return value;
}

async function credentialsOf(options: ConnectOptions): Promise<Credentials> {
  const { passphrase, password, keyFile } = options;
  const isSaid = [options.key, keyFile, password, options.agent].some((value) => value !== undefined);
  const agent = options.agent ?? (isSaid ? undefined : process.env["SSH_AUTH_SOCK"] || undefined);
  let key = options.key;
  if (key === undefined && keyFile !== undefined) {
    key = await readFile(inHome(keyFile)).catch((error: NodeJS.ErrnoException) => {
      throw new SshOptionError(`The key file ${keyFile} cannot be read: ${error.code ?? "error"}.`);
    });
  }
  if (key !== undefined) checkKey(key, passphrase);
  if (!isSaid) key = await defaultKey(passphrase);
  if (key === undefined && password === undefined && agent === undefined) {
    throw new SshOptionError("There is nothing to log in with: pass key, keyFile, agent or password.");
  }
  return { key: key === undefined || typeof key === "string" ? key : Buffer.from(key), passphrase, password, agent };
}

// ssh2 would say so only when it connects, and a wrong passphrase is no reason to wait for a droplet.
function checkKey(key: string | Uint8Array, passphrase: string | undefined): void {
  const parsed = ssh2.utils.parseKey(typeof key === "string" ? key : Buffer.from(key), passphrase);
  const one = (Array.isArray(parsed) ? parsed[0] : parsed) as typeof parsed;
  if (one instanceof Error) {
    const isLocked = /passphrase|encrypted|integrity|bad decrypt/i.test(one.message);
    throw new SshOptionError(
      isLocked
        ? `The private key is encrypted, and the passphrase is ${passphrase === undefined ? "missing" : "wrong"}.`
        : "The private key cannot be read: it is in no known format.",
    );
  }
  if (!one.isPrivateKey()) throw new SshOptionError("This is a public key; the private one is needed to log in.");
}

// As ssh does when nothing is said. A key that needs a passphrase is for the agent.
async function defaultKey(passphrase: string | undefined): Promise<Buffer | undefined> {
  for (const name of ["id_ed25519", "id_ecdsa", "id_rsa"]) {
    const file = inHome(`~/.ssh/${name}`);
    if (!existsSync(file)) continue;
    try {
      const key = await readFile(file);
      checkKey(key, passphrase);
      return key;
    } catch {
      // The next one may do.
    }
  }
  return undefined;
}

async function readOptional(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return "";
    throw new SshOptionError(`${file} cannot be read: ${code ?? "error"}.`);
  }
}

function inHome(file: string): string {
  return file.startsWith("~/") ? join(homedir(), file.slice(2)) : file;
}
