/** A request as both adapters hand it over: no WHATWG objects, so that a server need not make any. */
export interface Incoming {
  readonly method: string;
  /** Path and query as sent, or an absolute address. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Scheme and host as the client addressed them. */
  readonly origin: string;
  /** It comes from this process: no token is needed. */
  readonly inProcess: boolean;
  /** It comes from this machine. */
  readonly local: boolean;
  /** The whole body as text; throws the 413 of a body over `limit` bytes. */
  readBody(limit: number): Promise<string>;
}

export interface Outgoing {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined: no body. */
  readonly body: string | Uint8Array | undefined;
  readonly failure?: ConnectionFailure;
}

/** What the connection does instead of carrying the whole answer: it is reset, cut after some bytes, or stays silent. */
export type ConnectionFailure = "reset" | "silence" | { readonly cutAfter: number };
