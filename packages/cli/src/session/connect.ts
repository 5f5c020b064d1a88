import type { ClientOptions, DigitalOcean, Hooks, RateBudget } from "@doapi/client";
import type { UniversalInput } from "../command/universal.js";
import { usage } from "../failure.js";
import type { Io } from "../io/io.js";
import type { Messages } from "../terminal/messages.js";
import { version } from "../version.js";
import type { DryRun } from "./dry-run/dry-run.js";
import { openSimulator, simulatorByDefault, simulatorToken } from "./simulator.js";
import type { Credentials } from "./credentials.js";
import { findToken, fromEnvironment } from "./token.js";

interface Session {
  readonly credentials: () => Promise<Credentials | undefined>;
  readonly closers: (() => unknown)[];
  readonly dryRun: DryRun | undefined;
  readonly hooks: Hooks;
  readonly messages: Messages;
}

/** The client of one run: with the token that is found, or with the simulator of `--sim`. */
export async function connect(io: Io, options: Partial<UniversalInput>, session: Session): Promise<DigitalOcean> {
  const { closers, dryRun } = session;
  const credentials = await session.credentials();
  if (credentials === undefined) {
    const simulator = await openSimulator(io);
    closers.push(() => simulator.close());
    dryRun?.comment("for the simulator of --sim: its ids mean nothing on an account");
    const client = { ...settingsOf(io, options), fetch: simulator.fetch, token: simulatorToken };
    return createClient(client, session);
  }
  const rateBudget = await sharedBudget(io, session);
  const settings = { ...settingsOf(io, options), ...destinationOf(credentials, options), rateBudget };
  const client = await createClient(settings, session);
  closers.push(() => client.close());
  return client;
}

/** The token of this run, kept out of every message; undefined with the simulator. */
export async function findCredentials(
  io: Io,
  options: Partial<UniversalInput>,
  messages: Messages,
): Promise<Credentials | undefined> {
  if (usesSimulator(io, options)) {
    refuseRealAddress(options);
    return undefined;
  }
  const credentials = await findToken(io, options);
  messages.hide(credentials.token);
  warnOfOtherToken(io, options, { messages, credentials });
  return credentials;
}

export function usesSimulator(io: Pick<Io, "env">, options: Partial<UniversalInput>): boolean {
  return options.sim === true || simulatorByDefault(io);
}

export function settingsOf(io: Io, options: Partial<UniversalInput>): ClientOptions {
  return { timeout: options.timeout, clock: io.clock, userAgent: `doapi/${version}` };
}

/** A token that is stored together with an address is for that address, unless the line says otherwise. */
export function destinationOf(
  { token, endpoint }: Pick<Credentials, "token" | "endpoint">,
  options: Partial<UniversalInput>,
): ClientOptions {
  return { token, endpoint: options.endpoint ?? endpoint };
}

export async function createClient(
  options: ClientOptions,
  { dryRun, hooks }: Partial<Pick<Session, "dryRun" | "hooks">> = {},
): Promise<DigitalOcean> {
  const { DigitalOcean, defaultSender, LocalBudget } = await import("@doapi/client");
  try {
    // One command waits for the minute's limit. For the hour's it does not: who asks wants to be told at once.
    const rateBudget = options.rateBudget ?? new LocalBudget({ perHour: Number.POSITIVE_INFINITY }, options.clock);
    if (dryRun === undefined) return new DigitalOcean({ ...options, rateBudget, hooks });
    const sender = dryRun.around(defaultSender(options.fetch));
    const client = new DigitalOcean({ ...options, rateBudget, sender });
    dryRun.readBy(client);
    return client;
  } catch (error) {
    // What the client does not take came from the command line.
    throw error instanceof TypeError ? usage(error.message) : error;
  }
}

/** The budget of DOAPI_BUDGET; undefined where there is none, or where it cannot be reached. */
async function sharedBudget(io: Io, session: Session): Promise<RateBudget | undefined> {
  if ((io.env["DOAPI_BUDGET"] ?? "") === "") return undefined;
  const { openBudget } = await import("./budget.js");
  return openBudget(io, session);
}

/** The token of the environment goes before the context that somebody asked for; in the wrong account that must not pass unseen. */
function warnOfOtherToken(
  io: Io,
  options: Partial<UniversalInput>,
  { messages, credentials: { source } }: { readonly messages: Messages; readonly credentials: Credentials },
): void {
  if (options.context !== undefined && source === fromEnvironment(io)?.source)
    messages.warn(`${source} is set, and its token goes before that of the context ${options.context}`);
}

/** A line that means the simulator and a real account at once must not be guessed at. */
function refuseRealAddress(options: Partial<UniversalInput>): void {
  const given = Object.entries({
    "--endpoint": options.endpoint,
    "--api-token": options.apiToken,
    "--api-token-file": options.apiTokenFile,
    "--api-token-command": options.apiTokenCommand,
    "--context": options.context,
  }).find(([, value]) => value !== undefined);
  if (given !== undefined) throw usage(`${given[0]} cannot be used with the simulator of --sim or DOAPI_SIM`);
}
