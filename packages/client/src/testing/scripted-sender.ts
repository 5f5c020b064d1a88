import { NetworkError, TimeoutError } from "../errors/transport.js";
import type { Sender, WireRequest, WireResponse } from "../transport/message.js";

/** An answer as a test writes it down: an object or array as `body` goes out as JSON. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What happens to one request: an answer, or a function that gives one or throws. */
export type Step = Reply | ((request: WireRequest) => Reply | Promise<Reply>);

export interface ScriptedSender extends Sender {
  /** What was sent, in order. */
  readonly requests: WireRequest[];
}

/** A sender that takes one step of its script per request, and fails when there is none left. */
export function scripted(...script: readonly Step[]): ScriptedSender {
  const steps = [...script];
  return answering((request) => {
    const step = steps.shift();
    if (step === undefined) throw new Error(`the script has no answer to ${request.method} ${request.url}`);
    return typeof step === "function" ? step(request) : step;
  });
}

/** A sender that gives every request the answer of one function. */
export function answering(answer: (request: WireRequest) => Reply | Promise<Reply>): ScriptedSender {
  const requests: WireRequest[] = [];
  const send: Sender = async (request) => {
    request.signal?.throwIfAborted();
    requests.push(request);
    return responseOf(await answer(request));
  };
  return Object.assign(send, { requests });
}

export function responseOf({ status = 200, headers = {}, body }: Reply): WireResponse {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(text);
  const json = typeof body === "object" && !(body instanceof Uint8Array);
  return {
    status,
    headers: { ...(json && { "content-type": "application/json; charset=utf-8" }), ...headers },
    text: () => new TextDecoder().decode(bytes),
    bytes: () => bytes,
  };
}

/** An answer of the API's own error form. */
export function problem(status: number, id = "some_id", headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers, body: { id, message: `words for ${status}` } };
}

/** The connection is reset after the request went out. */
export const reset: Step = (request) => {
  throw new NetworkError(request, Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }), {
    reached: true,
  });
};

/** Nothing listens on the other side. */
export const refused: Step = (request) => {
  throw new NetworkError(request, Object.assign(new Error("connect"), { code: "ECONNREFUSED" }), { reached: false });
};

/** No answer comes in time. */
export const silence: Step = (request) => {
  throw new TimeoutError(request, request.timeout);
};

/** A request as the chain gets it, for tests of one link. */
export function requestOf(parts: Partial<WireRequest> = {}): WireRequest {
  return {
    method: "GET",
    url: "https://api.digitalocean.com/v2/things",
    path: "/v2/things",
    route: undefined,
    headers: {},
    body: undefined,
    signal: undefined,
    timeout: 60_000,
    retries: 4,
    attempts: 1,
    ...parts,
  };
}
