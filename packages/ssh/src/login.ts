import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import ssh2, { type ClientChannel, type SFTPWrapper } from "ssh2";
import type { Connection, Sftp, Started } from "./connection.js";
import { type CommandEnd, type HostKeyError, SshConnectionError } from "./errors.js";
import { sftpOver } from "./files/sftp.js";
import { type HostKey, readHostKey } from "./host-keys/host-key.js";
import type { Settings } from "./options.js";

/** Milliseconds until a session is asked for again: a server counts one that has ended for a moment longer. */
const OPENING_PAUSES = [20, 100, 400];

/** Why one attempt did not work. */
export type Failure =
  | { readonly phase: "host key"; readonly error: HostKeyError }
  /** The server was reached and refused. */
  | { readonly phase: "login"; readonly error: Error }
  /** Another attempt can work. */
  | { readonly phase: "network"; readonly error: Error }
  /** No other attempt can work. */
  | { readonly phase: "name" | "handshake"; readonly error: Error };

/** One attempt to connect and to log in, within so many milliseconds. */
export function logIn(settings: Settings, milliseconds: number): Promise<Connection | Failure> {
  const { host, port, user, credentials, policy, signal, keepAlive } = settings;
  const client = new ssh2.Client();
  let hostKey: HostKey | undefined;
  let refused: HostKeyError | undefined;
  return new Promise((resolve) => {
    const fail = (failure: Failure) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      // What comes after the first error is about the same.
      client.removeAllListeners().on("error", () => {});
      client.destroy();
      resolve(failure);
    };
    const late = () => fail({ phase: "network", error: new Error(`no answer within ${Math.round(milliseconds)} ms`) });
    const timer = setTimeout(late, milliseconds);
    const onAbort = () => fail({ phase: "network", error: new Error("aborted") });
    signal?.addEventListener("abort", onAbort);
    // Requests are small and wait for their answers: held back to be sent together, each would take 40 ms longer.
    client.once("connect", () => client.setNoDelay(true));
    client.on("error", (error) => {
      // Without the agent there are other ways, and when none works there is another error.
      if (error.level !== "agent") fail(refused ? { phase: "host key", error: refused } : failureOf(error));
    });
    client.once("close", () => fail({ phase: "network", error: new Error("the server closed the connection") }));
    client.once("ready", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      client.removeAllListeners("error").removeAllListeners("close");
      resolve(new LoggedIn(client, { hostKey: hostKey as HostKey, name: `${user}@${host}` }));
    });
    // Asked for by servers with PAM in place of a password.
    client.on("keyboard-interactive", (...[, , , prompts, finish]) => {
      finish(prompts.map(({ echo }) => (echo === true ? "" : (credentials.password ?? ""))));
    });
    client.connect({
      host,
      port,
      username: user,
      ...(credentials.key === undefined ? {} : { privateKey: credentials.key }),
      ...(credentials.passphrase === undefined ? {} : { passphrase: credentials.passphrase }),
      ...(credentials.password === undefined ? {} : { password: credentials.password, tryKeyboard: true }),
      ...(credentials.agent === undefined ? {} : { agent: credentials.agent }),
      authHandler: methodsOf(settings),
      algorithms: { serverHostKey: policy.algorithms as ssh2.ServerHostKeyAlgorithm[] },
      hostVerifier: (blob: Buffer) => {
        hostKey = readHostKey(blob);
        refused = policy.check(hostKey);
        return refused === undefined;
      },
      keepaliveInterval: keepAlive,
      keepaliveCountMax: 4,
      readyTimeout: 0,
    });
  });
}

function methodsOf({ credentials: { key, agent, password } }: Settings): ssh2.AuthenticationType[] {
  return [
    "none",
    ...(key === undefined ? [] : (["publickey"] as const)),
    ...(agent === undefined ? [] : (["agent"] as const)),
    ...(password === undefined ? [] : (["password", "keyboard-interactive"] as const)),
  ];
}

function failureOf(error: Error & { level?: string; code?: unknown }): Failure {
  if (error.level === "client-authentication") return { phase: "login", error };
  if (error.code === "ENOTFOUND") return { phase: "name", error };
  if (/no matching /.test(error.message)) return { phase: "handshake", error };
  return { phase: "network", error };
}

function closing(channel: ClientChannel): Promise<CommandEnd | undefined> {
  let end: CommandEnd | undefined;
  channel.once("exit", (exitCode: number | null, signal?: string) => {
    end = { exitCode: exitCode ?? undefined, signal };
  });
  // A command that does not read its input to the end is no error of ours.
  channel.on("error", () => {});
  const stderrEnded = new Promise<void>((resolve) => channel.stderr.once("end", resolve));
  return new Promise((resolve) => channel.once("close", () => void stderrEnded.then(() => resolve(end))));
}

class LoggedIn implements Connection {
  readonly hostKey: HostKey;
  readonly name: string;
  readonly #client: ssh2.Client;
  readonly #closed: Promise<void>;
  /** What ends those who wait for an answer. */
  readonly #waiting = new Set<(error: Error) => void>();
  #lost: Error | undefined;
  #sftp: Promise<Sftp> | undefined;

  constructor(client: ssh2.Client, { hostKey, name }: { hostKey: HostKey; name: string }) {
    this.hostKey = hostKey;
    this.name = name;
    this.#client = client;
    client.on("error", (error) => {
      this.#lost ??= error;
    });
    this.#closed = new Promise((resolve) => {
      client.once("close", () => {
        this.#lost ??= new Error("the connection is closed");
        for (const reject of this.#waiting) reject(this.#lostError(this.#lost));
        resolve();
      });
    });
  }

  get lost(): Error | undefined {
    return this.#lost;
  }

  exec(line: string): Promise<Started> {
    return this.#untilLost<Started>((done) => {
      this.#client.exec(line, (error, channel) => {
        if (error) done(error);
        // At once: a promise later, the end of a short command has been told already, and nobody has listened.
        else done(undefined, { channel, closed: closing(channel) });
      });
    });
  }

  sftp(): Promise<Sftp> {
    this.#sftp ??= this.#openSftp();
    return this.#sftp;
  }

  async close(): Promise<void> {
    this.#client.end();
    // A server that does not answer any more does not close either.
    const timer = setTimeout(() => this.#client.destroy(), 2_000);
    await this.#closed;
    clearTimeout(timer);
  }

  async #openSftp(): Promise<Sftp> {
    try {
      const wrapper = await this.#untilLost<SFTPWrapper>((done) => this.#client.sftp(done));
      const forget = () => {
        this.#sftp = undefined;
      };
      wrapper.once("close", forget).on("error", forget);
      return sftpOver(wrapper, (work) => {
        if (this.#lost !== undefined) throw this.#lostError(this.#lost);
        return this.#orLost(work());
      });
    } catch (error) {
      this.#sftp = undefined;
      throw error;
    }
  }

  async #untilLost<T>(open: (done: (error: Error | undefined, result?: T) => void) => void): Promise<T> {
    for (const pause of [...OPENING_PAUSES, undefined]) {
      if (this.#lost !== undefined) break;
      try {
        return await this.#orLost(promisify(open)() as Promise<T>);
      } catch (error) {
        if (this.#lost !== undefined) break;
        const { message } = error as Error;
        // Only what was refused before anything was started can be asked for again.
        if (pause === undefined || !message.includes("Channel open failure")) throw this.#refusedError(error as Error);
        await sleep(pause);
      }
    }
    throw this.#lostError(this.#lost ?? new Error("closed"));
  }

  // Not a promise of the loss that all share: each that waited would stay hanging on it until the end of the connection.
  #orLost<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      work.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }

  #refusedError(cause: Error): SshConnectionError {
    const hint = "a server allows 10 at once by default (MaxSessions)";
    return new SshConnectionError(`${this.name} opened no session: ${cause.message}; ${hint}.`, { cause });
  }

  #lostError(cause: Error): SshConnectionError {
    return new SshConnectionError(`${this.name}: there is no connection any more: ${cause.message}.`, { cause });
  }
}
