import type { RateBudget } from "./budget/budget.js";
import { type Clock, systemClock } from "./clock.js";
import { MissingTokenError } from "./errors/usage.js";
import type { Hooks } from "./hooks.js";
import { platform } from "#platform";
import type { Sender } from "./transport/message.js";
import { type Fetch, fetchSender } from "./transport/senders/fetch.js";
import { type Endpoint, readEndpoint } from "./transport/url.js";

/** How a client is set up; everything has a default. */
export interface ClientOptions {
  /** The API token, or a function that gives it for each request. Default: the first of {@link tokenVariables} that is set. */
  readonly token?: string | (() => string | Promise<string>) | undefined;
  /** The key for the operations of serverless inference, which live on a host of their own. */
  readonly inferenceKey?: string | undefined;
  /** Where the API is. Default: `https://api.digitalocean.com`. */
  readonly endpoint?: string | undefined;
  /** Milliseconds for one attempt, from sending to the last byte; 0 for no limit. Default: 60,000. */
  readonly timeout?: number | undefined;
  /** How often a request that failed in passing is repeated. Default: 4. */
  readonly retries?: number | undefined;
  /** A `fetch` to send by, for example a simulator's. No token is demanded then. */
  readonly fetch?: Fetch | undefined;
  /** A sender of your own; it replaces `fetch`. No token is demanded then. */
  readonly sender?: Sender | undefined;
  /** Elements that a list asks for per page, 1 to 200. Default: 200. */
  readonly perPage?: number | undefined;
  /** Milliseconds between the polls of a wait. Default: grows from 250 to 2,000. */
  readonly waitInterval?: number | undefined;
  /** Milliseconds after which a wait gives up with WaitTimeoutError. Default: none. */
  readonly waitLimit?: number | undefined;
  /**
   * What paces the requests, for example `new LocalBudget({ perMinute: 100 })`; `false` for nothing. Default of
   * `new DigitalOcean()`: one budget for all clients of the process, 250 requests a minute and 5,000 an hour, corrected by
   * what the API says. Default of `createClient()`: nothing.
   */
  readonly rateBudget?: RateBudget | false | undefined;
  /** Sent as `user-agent` (Node.js only). */
  readonly userAgent?: string | undefined;
  /** Functions that are told of requests, answers and retries. */
  readonly hooks?: Hooks | undefined;
  readonly clock?: Clock | undefined;
  /** Gives numbers from 0 to 1, as Math.random does. */
  readonly random?: (() => number) | undefined;
}

/** The environment variables that can hold a token, in the order in which they are looked at. */
export const tokenVariables = [
  "DIGITALOCEAN_TOKEN",
  "DIGITALOCEAN_ACCESS_TOKEN",
  "DO_API_TOKEN",
  "DIGITALOCEAN_API_KEY",
] as const;

/** The options with every default filled in and every value checked. */
export interface Settings {
  /** Gives the token of the next request; undefined where none is needed. */
  readonly token: () => string | undefined | Promise<string>;
  readonly inferenceKey: string | undefined;
  readonly endpoint: Endpoint;
  readonly timeout: number;
  readonly retries: number;
  readonly sender: Sender & { close?(): void };
  readonly perPage: number;
  readonly waitInterval: number | undefined;
  readonly waitLimit: number;
  readonly userAgent: string | undefined;
  readonly hooks: Hooks;
  readonly budget: RateBudget | undefined;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Makes the budget of a client that was given none, for what it sends by. */
export type DefaultBudget = (means: object, clock: Clock) => RateBudget;

export function readOptions(options: ClientOptions, defaultBudget?: DefaultBudget): Settings {
  const { fetch, sender, rateBudget, clock = systemClock } = options;
  return {
    token: readToken(options),
    inferenceKey: options.inferenceKey === undefined ? undefined : checkToken(options.inferenceKey),
    endpoint: readEndpoint(options.endpoint ?? "https://api.digitalocean.com"),
    timeout: number("timeout", options.timeout) ?? 60_000,
    retries: number("retries", options.retries) ?? 4,
    sender: sender ?? defaultSender(fetch),
    perPage: number("perPage", options.perPage, [1, 200]) ?? 200,
    waitInterval: number("waitInterval", options.waitInterval),
    waitLimit: number("waitLimit", options.waitLimit) ?? Number.POSITIVE_INFINITY,
    userAgent: options.userAgent ?? platform.userAgent,
    hooks: options.hooks ?? {},
    clock,
    budget: rateBudget === false ? undefined : (rateBudget ?? defaultBudget?.(sender ?? fetch ?? clock, clock)),
    random: options.random ?? Math.random,
  };
}

/** The sender of a client that is given none: by `fetch` if there is one, else by what the platform has. Wrap it in your own. */
export function defaultSender(fetch?: Fetch): Sender & { close?(): void } {
  return fetch === undefined ? platform.defaultSender() : fetchSender(fetch);
}

function readToken({ token, fetch, sender }: ClientOptions): Settings["token"] {
  if (typeof token === "function") return async () => checkToken(await token());
  const found = token ?? tokenVariables.map(platform.environment).find((value) => value !== undefined && value !== "");
  if (found !== undefined) {
    const checked = checkToken(found);
    return () => checked;
  }
  if (fetch === undefined && sender === undefined) throw new MissingTokenError(tokenVariables);
  return () => undefined;
}

/** The message does not show the token. */
function checkToken(token: string): string {
  const trimmed = typeof token === "string" ? token.trim() : "";
  if (!/^[\x21-\x7e]+$/.test(trimmed)) {
    throw new TypeError(trimmed === "" ? "the token is empty" : "the token contains characters that no token has");
  }
  return trimmed;
}

/** Checks an option that is a number; undefined stays what it is. */
export function number(
  name: string,
  value: number | undefined,
  [least, most]: readonly [number, number] = [0, Number.POSITIVE_INFINITY],
): number | undefined {
  if (value === undefined || (typeof value === "number" && value >= least && value <= most)) return value;
  const range = most === Number.POSITIVE_INFINITY ? `at least ${least}` : `from ${least} to ${most}`;
  throw new TypeError(`the option "${name}" must be a number ${range}, not ${String(value)}`);
}
