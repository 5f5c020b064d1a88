import type { DigitalOcean } from "@doapi/client";
import type { UniversalInput } from "../command/universal.js";
import type { Io } from "../io/io.js";
import { readOutput } from "../output/output.js";
import { Results } from "../output/results.js";
import { Messages } from "../terminal/messages.js";
import type { Loss, Running } from "./confirm.js";
import { connect, findCredentials } from "./connect.js";
import type { DryRun } from "./dry-run/dry-run.js";
import type { Credentials } from "./credentials.js";

/** What a command works with. */
export interface Context {
  readonly io: Io;
  /** The options that every command takes, as far as they are given. */
  readonly options: Partial<UniversalInput>;
  /** Standard output: what the command was asked for. */
  readonly results: Results;
  /** Standard error: everything else. */
  readonly messages: Messages;
  /** Aborted by Ctrl-C. Reads and waits take it; a change under way is let finish, so that its outcome is known. */
  readonly signal: AbortSignal;
  /** When the program was started, in milliseconds since 1970: limits count from here. */
  readonly startedAt: number;
  readonly now: () => number;
  /** Under `--dry-run`, what is told instead of done. The client heeds it by itself. */
  readonly dryRun: DryRun | undefined;
  /** True once a request that changes something was sent, or something was done that may have changed anything. */
  readonly changed: boolean;
  /** Says that something is done by another way than a request. */
  noteChange(): void;
  /** The token, looked for when it is first asked for; undefined with the simulator, which needs none. */
  credentials(): Promise<Credentials | undefined>;
  /** The client, made when it is first asked for: then the token is looked for, or the simulator opened. */
  client(): Promise<DigitalOcean>;
  /** Asks whether a destructive command shall go on; throws when not. Any other command goes on unasked. */
  confirm(lossOf: () => Loss | Promise<Loss>): Promise<void>;
  close(): Promise<void>;
}

/** Sets up what one command works with. `running` is the command itself. */
export async function createContext(
  io: Io,
  options: Partial<UniversalInput>,
  running: Running = { name: "doapi" },
): Promise<Context> {
  const messages = new Messages(io, options.quiet ?? false);
  const dryRun = options.dryRun === true ? await startDryRun(io, messages) : undefined;
  const output = await readOutput(io, options);
  const closers: (() => unknown)[] = [];
  const now = () => io.clock?.now() ?? Date.now();
  let found: Promise<Credentials | undefined> | undefined;
  let client: Promise<DigitalOcean> | undefined;
  const credentials = () => (found ??= findCredentials(io, options, messages));
  let changed = false;
  const noteRequest = ({ method }: { readonly method: string }) => {
    changed ||= method !== "GET" && method !== "HEAD";
  };
  return {
    io,
    options,
    results: new Results({ stdout: dryRun?.quietAfterwards(io.stdout) ?? io.stdout }, output, messages),
    messages,
    signal: io.interrupt,
    startedAt: now(),
    now,
    dryRun,
    get changed() {
      return changed && dryRun === undefined;
    },
    noteChange() {
      changed = true;
    },
    credentials,
    client: () =>
      (client ??= connect(io, options, { credentials, closers, dryRun, messages, hooks: { request: noteRequest } })),
    async confirm(lossOf) {
      if (running.destructive === undefined || options.yes === true || dryRun !== undefined) return;
      const { confirm } = await import("./confirm.js");
      await confirm(io, { messages, name: running.name, destructive: running.destructive }, lossOf);
    },
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}

async function startDryRun(io: Io, messages: Messages): Promise<DryRun> {
  const { DryRun } = await import("./dry-run/dry-run.js");
  return new DryRun(io.stdout, messages);
}
