import type { OperationId } from "../generated/contract.js";
import type { Method } from "../http/routes.js";

/** A rule that makes some requests go wrong. */
export interface FaultRule {
  /** Which requests; without it every one. */
  readonly on?: FaultTarget | readonly FaultTarget[] | ((request: FaultRequest) => boolean);
  /** The chance, from 0 to 1, that it strikes a request that matches; 1 by default. */
  readonly probability?: number;
  /** How often it strikes at most; without it there is no end. */
  readonly times?: number;
  /** How many requests that match it lets pass first. */
  readonly after?: number;
  readonly effect: FaultEffect;
}

/**
 * An operation by its id (`droplets_create`), or requests by method and path: `GET /v2/droplets/{droplet_id}`, where a
 * name in braces stands for one segment, `*` in the path for anything and `*` as the method for every method.
 */
export type FaultTarget = OperationId | `${Method | "*"} ${string}`;

/** What a rule's function decides by. */
export interface FaultRequest {
  readonly operation: OperationId;
  readonly method: Method;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** As it was sent; "" without one. */
  readonly body: string;
}

export type FaultEffect = AnswerEffect | LatencyEffect | OutcomeEffect;

/** `before`: nothing was changed. `after`: the request was carried out, and only its answer is another or lost. */
export type When = "before" | "after";

/** What the client gets in place of the answer; one at most strikes a request. */
export type AnswerEffect =
  | {
      readonly type: "status";
      /** From 400 to 599. */
      readonly status: number;
      /** Of the body: by default `html` for 502 and 504, `text` for 503, the API's own JSON for all others. */
      readonly format?: "json" | "html" | "text";
      readonly message?: string;
      /** Seconds; 1 for a 429, none for others by default. */
      readonly retryAfter?: number;
      /** `before` by default. */
      readonly when?: When;
    }
  /** The connection is reset; a `fetch` in process rejects. `before` by default. */
  | { readonly type: "reset"; readonly when?: When }
  /** There is no answer until the client gives up. `before` by default. */
  | { readonly type: "hang"; readonly when?: When }
  /** After so many bytes of the body, half of them by default, the connection ends. */
  | { readonly type: "truncated"; readonly bytes?: number }
  /** The status is right, and the body is no JSON. */
  | { readonly type: "garbled"; readonly body?: string; readonly contentType?: string };

/** The answer takes longer: real milliseconds, whatever the clock shows. Before the change by default. */
export interface LatencyEffect {
  readonly type: "latency";
  readonly milliseconds: number;
  readonly when?: When;
}

/** What becomes of a request that was carried out and answered as always. */
export type OutcomeEffect =
  /** What it has begun, an action for example, ends in failure. */
  | { readonly type: "errored" }
  /** What it has created is gone at once; the action that creates it is not. */
  | { readonly type: "vanished" }
  /** What it has created cannot be read so long, in milliseconds on the simulator's clock; changes do find it. */
  | { readonly type: "invisible"; readonly milliseconds: number };

/** A rule that is in force. */
export interface Fault extends FaultRule {
  readonly id: number;
  /** How many requests it was asked about and matched. */
  readonly matched: number;
  /** How many of them it struck. */
  readonly struck: number;
}

/** A fault in the log of requests: the rule's id and what it did. */
export interface StruckFault {
  readonly id: number;
  readonly effect: FaultEffect["type"];
}

/** The rules that make requests go wrong. They are of this process, and not part of the state. */
export interface Faults {
  /**
   * Puts a rule in force, after those that are; gives the function that ends it.
   *
   * @throws {FaultRuleError} for a rule that means nothing.
   */
  add(rule: FaultRule): () => void;
  /** The rules in force, in the order in which they are asked. */
  list(): readonly Fault[];
  /** Ends every rule. What was invisible is seen again, and who waits is answered. */
  clear(): void;
}

/** A fault rule that means nothing; the message names what is wrong. */
export class FaultRuleError extends Error {
  override readonly name = "FaultRuleError";
}
