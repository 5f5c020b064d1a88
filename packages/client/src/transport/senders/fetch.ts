import { NetworkError, TimeoutError } from "../../errors/transport.js";
import type { Sender, WireRequest } from "../message.js";
import { neverSent } from "./causes.js";

/** The part of the platform's `fetch` that is used here; `simulator.fetch` fits, and so does a wrapper of your own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends by a `fetch` function: browsers, workers, Bun, Deno, and whatever is injected. */
export function fetchSender(fetch: Fetch): Sender {
  return async (request) => {
    const limit = new AbortController();
    const timer = startTimer(request.timeout, limit);
    const abort = () => limit.abort();
    request.signal?.addEventListener("abort", abort, { once: true });
    try {
      request.signal?.throwIfAborted();
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        body: (request.body as NonNullable<RequestInit["body"]> | undefined) ?? null,
        redirect: "manual",
        signal: limit.signal,
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return {
        status: response.status,
        // By name, because only that joins the cookies.
        headers: Object.fromEntries(
          [...response.headers.keys()].map((name) => [name, response.headers.get(name) ?? ""]),
        ),
        text: () => new TextDecoder().decode(bytes),
        bytes: () => bytes,
      };
    } catch (error) {
      throw failure(error, request, limit.signal);
    } finally {
      clearTimeout(timer);
      request.signal?.removeEventListener("abort", abort);
    }
  };
}

function startTimer(timeout: number, limit: AbortController): ReturnType<typeof setTimeout> | undefined {
  return timeout > 0 && timeout < 2 ** 31 ? setTimeout(() => limit.abort(), timeout) : undefined;
}

function failure(error: unknown, request: WireRequest, limit: AbortSignal): unknown {
  if (request.signal?.aborted) return request.signal.reason;
  if (limit.aborted) return new TimeoutError(request, request.timeout);
  // Node's fetch hides what happened in `cause`; browsers tell nothing, and then the request may have arrived.
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return new NetworkError(request, cause, neverSent(cause));
}
