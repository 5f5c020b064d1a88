import type { ClientOptions, DigitalOcean } from "@doapi/client";
import type { UniversalInput } from "../command/universal.js";
import { usage } from "../failure.js";
import type { Io } from "../io/io.js";
import { type Format, Results } from "../output/results.js";
import { Messages } from "../terminal/messages.js";
import { version } from "../version.js";
import { openSimulator, simulatorByDefault, simulatorToken } from "./simulator.js";
import { findToken } from "./token.js";

/** What a command works with. */
export interface Context {
  readonly io: Io;
  /** Standard output: what the command was asked for. */
  readonly results: Results;
  /** Standard error: everything else. */
  readonly messages: Messages;
  /** Aborted by Ctrl-C. Reads and waits take it; a change under way is let finish, so that its outcome is known. */
  readonly signal: AbortSignal;
  /** When the program was started, in milliseconds since 1970: limits count from here. */
  readonly startedAt: number;
  readonly now: () => number;
  /** The client, made when it is first asked for: then the token is looked for, or the simulator opened. */
  client(): Promise<DigitalOcean>;
  close(): Promise<void>;
}

export function createContext(io: Io, options: UniversalInput): Context {
  const messages = new Messages(io, options.quiet);
  const now = () => io.clock?.now() ?? Date.now();
  const results = new Results(io, options.output as Format | undefined, messages);
  const closers: (() => unknown)[] = [];
  let client: Promise<DigitalOcean> | undefined;
  return {
    io,
    results,
    messages,
    signal: io.interrupt,
    startedAt: now(),
    now,
    client: () => (client ??= connect(io, options, { messages, closers })),
    async close() {
      for (const close of closers.reverse()) await close();
    },
  };
}

interface Session {
  readonly messages: Messages;
  readonly closers: (() => unknown)[];
}

async function connect(io: Io, options: UniversalInput, { messages, closers }: Session): Promise<DigitalOcean> {
  const settings = {
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(io.clock === undefined ? {} : { clock: io.clock }),
  };
  if (options.sim || simulatorByDefault(io)) {
    refuseRealAddress(options);
    const simulator = await openSimulator(io);
    closers.push(() => simulator.close());
    return createClient({ ...settings, fetch: simulator.fetch, token: simulatorToken });
  }
  const token = await findToken(io, options);
  messages.hide(token);
  const endpoint = options.endpoint === undefined ? {} : { endpoint: options.endpoint };
  const client = await createClient({ ...settings, ...endpoint, token, userAgent: `doapi/${version}` });
  closers.push(() => client.close());
  return client;
}

async function createClient(options: ClientOptions): Promise<DigitalOcean> {
  const { DigitalOcean, LocalBudget } = await import("@doapi/client");
  try {
    // One command waits for the minute's limit. For the hour's it does not: who asks wants to be told at once.
    const rateBudget = new LocalBudget({ perHour: Number.POSITIVE_INFINITY }, options.clock);
    return new DigitalOcean({ rateBudget, ...options });
  } catch (error) {
    // What the client does not take came from the command line.
    throw error instanceof TypeError ? usage(error.message) : error;
  }
}

/** A line that means the simulator and a real account at once must not be guessed at. */
function refuseRealAddress(options: UniversalInput): void {
  const given = Object.entries({
    "--endpoint": options.endpoint,
    "--api-token": options.apiToken,
    "--api-token-file": options.apiTokenFile,
  }).find(([, value]) => value !== undefined);
  if (given !== undefined) throw usage(`${given[0]} cannot be used with the simulator of --sim or DOAPI_SIM`);
}
