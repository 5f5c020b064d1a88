import type { Operations } from "@doapi/client";
import type { PageAnswer } from "./http/pagination.js";
import type { Source } from "./state/documents.js";
import type { World } from "./world.js";

type Args<R extends keyof Operations> = Operations[R]["args"];
type Part<A, Name extends string> = Name extends keyof A ? NonNullable<A[Name]> : undefined;

/** One checked request for the operation `R`: parameters and body have the types that the API's document gives them. */
export interface Context<R extends keyof Operations> {
  readonly world: World;
  readonly path: Part<Args<R>, "path">;
  readonly query: Part<Args<R>, "query">;
  readonly body: Part<Args<R>, "body">;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Scheme and host of the request, for addresses in the answer. */
  readonly origin: string;
  /** The page that the request asks for, with `links` and `meta`. */
  readonly page: <T>(source: Source<T>) => PageAnswer<T>;
  /** Gives the answer a header besides those that every answer has; the name is in lower case. */
  readonly setHeader: (name: string, value: string) => void;
}

/**
 * Does one operation and returns the answer's body. Runs in one transaction, without waiting for anything; throws an
 * `ApiProblem` to refuse, which undoes every change.
 */
export type Handler<R extends keyof Operations> = (context: Context<R>) => Operations[R]["result"];

/** A handler that also does what an older path to the same thing does. */
export type TwinHandler<R extends keyof Operations> = (
  context: Pick<Context<R>, keyof Context<R>>,
) => Operations[R]["result"];
