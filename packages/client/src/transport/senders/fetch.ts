import { NetworkError, TimeoutError } from "../../errors/transport.js";
import type { Sender, WireRequest, WireResponse } from "../message.js";
import { neverSent } from "./causes.js";

/** The part of the platform's `fetch` that is used here; `simulator.fetch` fits, and so does a wrapper of your own. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Sends by a `fetch` function: browsers, workers, Bun, Deno, and whatever is injected. */
export function fetchSender(fetch: Fetch): Sender {
  return async (request) => {
    // Made here, where a header that cannot be sent is not taken for a failure of the network.
    const headers = new Headers(request.headers);
    const limit = new AbortController();
    const timer = startTimer(request.timeout, limit);
    const abort = () => limit.abort();
    request.signal?.addEventListener("abort", abort, { once: true });
    const settle = () => {
      clearTimeout(timer);
      request.signal?.removeEventListener("abort", abort);
    };
    try {
      request.signal?.throwIfAborted();
      const response = await fetch(request.url, {
        method: request.method,
        headers,
        body: (request.body as NonNullable<RequestInit["body"]> | undefined) ?? null,
        redirect: "manual",
        signal: limit.signal,
      });
      if (request.stream === true && response.ok) {
        clearTimeout(timer);
        return { ...answerOf(response, new Uint8Array()), stream: streamed(response, request, settle) };
      }
      const answer = answerOf(response, new Uint8Array(await response.arrayBuffer()));
      settle();
      return answer;
    } catch (error) {
      settle();
      throw failure(error, request, limit.signal);
    }
  };
}

function answerOf({ status, headers }: Response, bytes: Uint8Array): WireResponse {
  return {
    status,
    // By name, because only that joins the cookies.
    headers: Object.fromEntries([...headers.keys()].map((name) => [name, headers.get(name) ?? ""])),
    text: () => new TextDecoder().decode(bytes),
    bytes: () => bytes,
  };
}

/** The body as it comes. Leaving it early cancels the request. */
async function* streamed(response: Response, request: WireRequest, settle: () => void): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read())
      yield part.value as Uint8Array;
  } catch (error) {
    throw request.signal?.aborted ? request.signal.reason : new NetworkError(request, error, { reached: true });
  } finally {
    settle();
    await reader?.cancel().catch(() => {});
  }
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
