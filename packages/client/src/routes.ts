import type { Operations } from "./generated/operations.js";
import type { HostArgs } from "./hosts.js";

/** Every operation of the API as method and path, for example `"GET /v2/droplets/{droplet_id}"`. */
export type Route = keyof Operations;

/** What an operation takes: `path`, `query`, `body`, `headers`, each where it has them. */
export type Args<R extends Route> = Operations[R]["args"];

/** The body of an operation's successful answer. */
export type Result<R extends Route> = Operations[R]["result"];

/** The operations that answer with a list. */
export type ListRoute = { [R in Route]: Operations[R] extends { items: string } ? R : never }[Route];

/** One element of an operation's list. */
export type Item<R extends ListRoute> = Operations[R] extends { items: infer K extends string; result: infer B }
  ? K extends keyof B
    ? NonNullable<B[K]> extends readonly (infer T)[]
      ? T
      : never
    : never
  : never;

/** Options of a single request. */
export interface CallOptions {
  /** Aborting it rejects the request with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for one attempt; replaces the client's. */
  readonly timeout?: number | undefined;
}

/** What an operation that lives on another host takes besides. */
type Elsewhere<R extends Route> = Operations[R] extends { host: infer H }
  ? H extends "inference"
    ? HostArgs
    : HostArgs & { readonly endpoint: string }
  : unknown;

/** The arguments after the route: they may be left out where the operation requires none. */
export type RequestArgs<R extends Route> =
  Record<never, never> extends Args<R> & Elsewhere<R>
    ? [args?: Args<R> & Elsewhere<R> & CallOptions]
    : [args: Args<R> & Elsewhere<R> & CallOptions];

/** The list operations whose page holds several arrays: the one that is meant has to be named. */
type NeedsKey<R extends ListRoute> = Operations[R] extends { itemsKey: "required" }
  ? { readonly key: ItemsKey<R> }
  : unknown;
type ItemsKey<R extends ListRoute> = Operations[R] extends { items: infer K } ? K : never;

/** The arguments of a list after its route. */
export type ListArgs<R extends ListRoute> =
  Record<never, never> extends Args<R> & NeedsKey<R>
    ? [args?: Args<R> & Elsewhere<R> & CallOptions]
    : [args: Args<R> & NeedsKey<R> & Elsewhere<R> & CallOptions];
