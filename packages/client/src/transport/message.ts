/** Response headers by lower-case name. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** A request as it goes through the transport chain. */
export interface WireRequest {
  readonly method: string;
  /** The absolute URL, on the endpoint's origin. */
  readonly url: string;
  /** The path of the URL without the query, for messages. */
  readonly path: string;
  /** The typed route that was asked for, where there was one. */
  readonly route: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly signal: AbortSignal | undefined;
  /** True where the body of a success is wanted as it comes; `timeout` then ends with the headers. */
  readonly stream?: boolean | undefined;
  /** Milliseconds for one attempt, from sending to the last byte; 0 or Infinity for none. */
  readonly timeout: number;
  /** How often it may be repeated. */
  readonly retries: number;
  /** 1 for the first time it is sent. */
  readonly attempts: number;
}

/** An answer that has arrived: whole, unless its body is a stream. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Headers;
  text(): string;
  bytes(): Uint8Array;
  /** The body as it comes, in the place of `text` and `bytes`, where it was asked for. */
  readonly stream?: AsyncIterable<Uint8Array>;
}

/** Sends a request once. Rejects with NetworkError, TimeoutError, or the signal's reason; any status is an answer. Follows no redirect. */
export type Sender = (request: WireRequest) => Promise<WireResponse>;

/** One link of the chain: takes what comes after it, and gives a sender that does its part around it. */
export type Link = (next: Sender) => Sender;
