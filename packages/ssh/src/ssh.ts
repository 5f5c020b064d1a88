import { posix } from "node:path";
import type { Readable } from "node:stream";
import { type BackgroundOptions, startInBackground } from "./commands/background.js";
import type { Command } from "./commands/command.js";
import type { RemoteProcess } from "./commands/process.js";
import { quotePath } from "./commands/quote.js";
import { type RunOptions, run, type SpawnOptions, spawn } from "./commands/run.js";
import type { Connection } from "./connection.js";
import type { CommandResult } from "./errors.js";
import { type DownloadOptions, download, readFrom } from "./files/download.js";
import { type Source, upload, type UploadOptions } from "./files/upload.js";
import type { HostKey } from "./host-keys/host-key.js";
import { Apt } from "./provisioning/apt.js";
import { addPublicKey } from "./provisioning/authorized-keys.js";
import { type CurlOptions, curl } from "./provisioning/curl.js";
import { type CloneOptions, gitClone } from "./provisioning/git.js";
import { Pip } from "./provisioning/pip.js";
import { type ProcessInfo, ps, type Snapshot, top } from "./provisioning/processes.js";

/** A droplet over SSH. `connect` makes it; `close`, or `await using`, ends it. */
export class Ssh {
  /** Packages of Debian and Ubuntu. */
  readonly apt: Apt;
  /** Packages of Python. */
  readonly pip: Pip;
  /** The key that the server has shown. */
  readonly hostKey: HostKey;
  /** True when nothing was known of the server, and its key was accepted and written down. */
  readonly hostKeyIsNew: boolean;
  readonly #connection: Connection;
  readonly #timeout: number;
  #directory: string | undefined;
  #home: string | undefined;

  /** @internal */
  constructor(connection: Connection, { timeout, hostKeyIsNew }: { timeout: number; hostKeyIsNew: boolean }) {
    this.#connection = connection;
    this.#timeout = timeout;
    this.hostKey = connection.hostKey;
    this.hostKeyIsNew = hostKeyIsNew;
    this.apt = new Apt(this);
    this.pip = new Pip(this);
  }

  /** The directory that `cd` has set; undefined for the home directory. */
  get directory(): string | undefined {
    return this.#directory;
  }

  /**
   * Runs a command to its end. The list form and `sh` keep every argument one word; a text goes to the login shell as it is.
   *
   * @example
   * ```ts
   * import { sh } from "@doapi/ssh";
   *
   * await ssh.run(["mkdir", "-p", "--", "/srv/my app"]);
   * const { stdout } = await ssh.run(sh`cd ${"/srv/my app"} && ls | wc -l`, { timeout: 10_000 });
   * const { exitCode } = await ssh.run(["systemctl", "is-active", "nginx"], { check: false });
   * ```
   * @throws CommandError when it ends with another exit code than 0, unless `check` is false
   * @throws CommandTimeoutError at its limit, CommandOutputError above `maxOutput`: the command was ended
   * @throws SshConnectionError when the connection was lost before the command had ended
   * @throws the signal's reason when it was aborted: the command was ended
   */
  run(command: Command, options: RunOptions = {}): Promise<CommandResult> {
    return run(this.#context, command, options);
  }

  /**
   * Starts a command and gives its streams.
   *
   * @example
   * ```ts
   * const log = await ssh.spawn(["tail", "-f", "/var/log/syslog"]);
   * for await (const line of log) if (line.includes("ready")) break;
   * await log.kill();
   * ```
   */
  spawn(command: Command, options: SpawnOptions & { readonly stdin?: boolean } = {}): Promise<RemoteProcess> {
    return spawn(this.#context, command, options);
  }

  /**
   * Starts a command in the background, in a session of its own: it outlives the connection.
   *
   * @example
   * ```ts
   * const pid = await ssh.start(["node", "server.js"], { log: "/var/log/app.log" });
   * ```
   * @returns its process id, which is also that of its group
   * @throws CommandError when the directory or the log cannot be opened; whether it then works is in the log
   */
  start(command: Command, options: BackgroundOptions = {}): Promise<number> {
    return startInBackground(this, command, options);
  }

  /**
   * Changes the directory for every command, path and file that follows. `~` and nothing are the home directory.
   *
   * @returns the directory's whole path
   * @throws CommandError when there is no such directory; then the one before stays
   */
  async cd(path = "~"): Promise<string> {
    const { stdout } = await this.run(`cd -- ${quotePath(path)} && pwd`);
    this.#directory = stdout.replace(/\n$/, "");
    return this.#directory;
  }

  /** A remote path as a whole one: from the directory that `cd` has set, or the home directory. */
  async resolve(path: string): Promise<string> {
    quotePath(path);
    if (path.startsWith("/")) return path;
    if (path === "~" || path.startsWith("~/")) return posix.join(await this.#homeDirectory(), path.slice(1));
    return posix.join(this.#directory ?? (await this.#homeDirectory()), path);
  }

  /**
   * Writes a remote file: complete or not at all, since it is moved to its place at the end.
   *
   * @example
   * ```ts
   * await ssh.upload("dist/app.tar.gz", "/srv/app.tar.gz");
   * await ssh.upload(Buffer.from("PORT=8080\n"), "/etc/app.env", { mode: 0o600 });
   * ```
   * @param source the path of a local file, bytes, or a stream
   * @throws TransferError
   */
  async upload(source: Source, path: string, options: UploadOptions = {}): Promise<void> {
    await upload(await this.#connection.sftp(), await this.resolve(path), { source, ...options });
  }

  /** Fetches a remote file into a local one, which is complete or not there. @throws TransferError */
  async download(path: string, file: string, options: DownloadOptions = {}): Promise<void> {
    await download(() => this.#connection.sftp(), await this.resolve(path), { file, ...options });
  }

  /** A remote file as a stream of bytes. It fails with a TransferError. */
  async read(path: string): Promise<Readable> {
    return readFrom(() => this.#connection.sftp(), await this.resolve(path));
  }

  /**
   * Lets the owner of a public key log in as this user.
   *
   * @param key one line, as it is in a `.pub` file
   * @returns false when it was there already
   */
  addPublicKey(key: string): Promise<boolean> {
    return addPublicKey(this, key);
  }

  /**
   * Fetches a URL on the droplet with curl. URL and headers are not on its command line.
   *
   * @example
   * ```ts
   * await ssh.curl("https://example.com/app.tar.gz", { output: "/srv/app.tar.gz" });
   * const health = await ssh.curl("http://127.0.0.1:8080/health");
   * ```
   * @returns the body as text; an empty text when it went to a file
   * @throws CommandError for a status of 400 and above too
   */
  curl(url: string, options: CurlOptions = {}): Promise<string> {
    return curl(this, url, options);
  }

  /**
   * Clones a git repository. A token is neither in the URL nor on a command line nor in the environment, and nothing of it
   * stays on the droplet.
   *
   * @example
   * ```ts
   * const token = process.env["GIT_TOKEN"];
   * await ssh.gitClone("https://github.com/example/app.git", "/srv/app", { branch: "main", token });
   * ```
   * @throws CommandError
   */
  gitClone(url: string, directory: string, options: CloneOptions = {}): Promise<void> {
    return gitClone(this, url, { directory, ...options });
  }

  /** All processes of the droplet. */
  ps(): Promise<ProcessInfo[]> {
    return ps(this);
  }

  /** One look at what the droplet does. */
  top(): Promise<Snapshot> {
    return top(this);
  }

  /** Closes the connection. Commands in the foreground are not waited for. */
  close(): Promise<void> {
    return this.#connection.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  get #context() {
    return { connection: this.#connection, directory: this.#directory, timeout: this.#timeout };
  }

  async #homeDirectory(): Promise<string> {
    this.#home ??= (await this.run("cd && pwd")).stdout.replace(/\n$/, "");
    return this.#home;
  }
}
