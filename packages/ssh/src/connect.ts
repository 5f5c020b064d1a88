import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connection } from "./connection.js";
import { type HostKeyError, SshAuthenticationError, SshConnectionError, SshOptionError } from "./errors.js";
import { type Failure, logIn } from "./login.js";
import { type ConnectOptions, type Settings, settingsOf, type Target } from "./options.js";
import { Ssh } from "./ssh.js";

/** One attempt may take so long: an address that swallows everything must not take the whole limit. */
const ATTEMPT = 20_000;

/**
 * Connects to a droplet and logs in. A droplet that has just become active is waited for: until its port answers, and until
 * the login works, which is when its keys are there.
 *
 * @example
 * ```ts
 * import { connect } from "@doapi/ssh";
 *
 * await using ssh = await connect(droplet, { keyFile: "~/.ssh/id_ed25519", hostKey: "accept-new" });
 * const { stdout } = await ssh.run(["uname", "-a"]);
 * ```
 * @throws SshOptionError before anything is sent, for what cannot work
 * @throws HostKeyError when the server's key is not known, another one, or revoked
 * @throws SshAuthenticationError when the login is refused for longer than `loginGrace`
 * @throws SshConnectionError when the server cannot be reached within `limit`
 */
export async function connect(target: Target, options: ConnectOptions = {}): Promise<Ssh> {
  const settings = await settingsOf(target, options);
  const connection = await new Attempts(settings).connected();
  const line = settings.policy.lineFor(connection.hostKey);
  try {
    if (line !== undefined) await writeDown(settings.knownHosts, line);
  } catch (error) {
    await connection.close();
    throw error;
  }
  return new Ssh(connection, { timeout: settings.timeout, hostKeyIsNew: line !== undefined });
}

class Attempts {
  readonly #settings: Settings;
  readonly #began = performance.now();
  #refusedSince: number | undefined;
  #otherKey: HostKeyError | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  async connected(): Promise<Connection> {
    const { signal, interval } = this.#settings;
    for (;;) {
      signal?.throwIfAborted();
      const result = await logIn(this.#settings, Math.max(1, Math.min(ATTEMPT, this.#left)));
      signal?.throwIfAborted();
      if (!("phase" in result)) return result;
      const error = this.#decide(result);
      if (error !== undefined) throw error;
      if (result.phase === "host key") continue;
      // Servers shut out for a while who is refused again and again.
      const pause = result.phase === "login" ? 5 * interval : interval;
      await sleep(Math.max(0, Math.min(pause, this.#left)), undefined, { ...(signal && { signal }) }).catch(() => {});
    }
  }

  get #left(): number {
    return this.#began + this.#settings.limit - performance.now();
  }

  /** The error to end with; undefined when another attempt is worth it. */
  #decide(failure: Failure): Error | undefined {
    const { host, port, limit, policy } = this.#settings;
    const where = `${host} port ${port}`;
    const { error: cause } = failure;
    switch (failure.phase) {
      case "host key":
        this.#otherKey ??= failure.error;
        return failure.error.problem === "changed" && policy.nextType(failure.error.hostKey)
          ? undefined
          : this.#otherKey;
      case "login":
        return this.#refused(cause);
      case "name":
        return new SshConnectionError(`There is no host of the name ${host}.`, { cause });
      case "handshake":
        return this.#otherKey ?? new SshConnectionError(`${where} speaks no common SSH: ${cause.message}.`, { cause });
      case "network":
        if (this.#left > 0) return undefined;
        return new SshConnectionError(`${where} did not answer within ${limit} ms: ${cause.message}.`, { cause });
    }
  }

  #refused(cause: Error): Error | undefined {
    const { host, user, loginGrace, credentials } = this.#settings;
    this.#refusedSince ??= performance.now();
    if (performance.now() - this.#refusedSince < loginGrace && this.#left > 0) return undefined;
    const { key, agent, password } = credentials;
    const ways = [key && "the key", agent && "the agent", password !== undefined && "the password"].filter(Boolean);
    const text = `${host} refuses the login of ${user} with ${ways.join(", ")} for longer than ${loginGrace} ms.`;
    return new SshAuthenticationError(text, { cause });
  }
}

async function writeDown(file: string, line: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const text = await readFile(file, "utf8").catch(() => "");
    await appendFile(file, text === "" || text.endsWith("\n") ? line : `\n${line}`, { mode: 0o600 });
  } catch (error) {
    const { code = "error" } = error as NodeJS.ErrnoException;
    throw new SshOptionError(`The new host key cannot be written to ${file}: ${code}.`, { cause: error });
  }
}
