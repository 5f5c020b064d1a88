import type { Headers } from "./transport/message.js";

/** What is known of an answer besides its body. */
export interface ResponseInfo {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Headers;
  readonly requestId: string | undefined;
  readonly url: string;
}

/** A value together with the answer it came from. */
export interface Exchange<T> {
  readonly data: T;
  readonly response: ResponseInfo;
}

// As with every promise: a handler may say which errors it expects.
// oxlint-disable-next-line typescript/no-explicit-any
type Rejected<B> = ((reason: any) => B | PromiseLike<B>) | null;

/** A request under way: a promise of its value, with the answer itself on demand. */
export class Call<T> implements Promise<T> {
  readonly #exchange: Promise<Exchange<T>>;

  constructor(exchange: Promise<Exchange<T>>) {
    this.#exchange = exchange;
  }

  /** The value together with status, headers and request id of the answer. */
  withResponse(): Promise<Exchange<T>> {
    return this.#exchange;
  }

  then<A = T, B = never>(
    fulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    rejected?: Rejected<B>,
  ): Promise<A | B> {
    const value = (exchange: Exchange<T>) => (fulfilled ? fulfilled(exchange.data) : (exchange.data as unknown as A));
    return this.#exchange.then(value, rejected);
  }

  catch<B = never>(rejected?: Rejected<B>): Promise<T | B> {
    return this.then(undefined, rejected);
  }

  finally(settled?: (() => void) | null): Promise<T> {
    return this.then().finally(settled);
  }

  get [Symbol.toStringTag](): string {
    return "Call";
  }
}
