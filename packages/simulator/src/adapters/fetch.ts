import { exchange } from "../exchange.js";
import type { Incoming, Outgoing } from "../http/message.js";
import { tooLarge } from "../problem.js";
import type { Service } from "../service.js";

type FetchInput = Parameters<typeof fetch>[0];
type FetchInit = Parameters<typeof fetch>[1];

/** Answers as `fetch` does, for whatever host the address names, without a network. */
export async function answerFetch(service: Service, input: FetchInput, init?: FetchInit): Promise<Response> {
  const request = new Request(input, init);
  // The caller's own signal: the one of a copied request is held weakly, and can be gone before it is aborted.
  const { signal } = init?.signal ? { signal: init.signal } : input instanceof Request ? input : request;
  signal.throwIfAborted();
  const outgoing = await unlessAborted(exchange(service, incoming(request)), signal);
  if (outgoing.failure === "silence") return unlessAborted(new Promise<never>(() => {}), signal);
  const empty = request.method === "HEAD" || outgoing.body === undefined;
  return responseOf(empty ? { ...outgoing, body: undefined } : outgoing);
}

/** An abort ends the waiting, and not what is waited for: a server would go on as well. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

function responseOf({ status, headers, body, failure }: Outgoing): Response {
  if (failure === undefined) return new Response(body ?? null, { status, headers });
  if (typeof failure !== "object" || body === undefined) {
    throw failed("fetch failed", { message: "read ECONNRESET", code: "ECONNRESET", syscall: "read" });
  }
  const bytes = Buffer.from(body);
  const part = bytes.subarray(0, failure.cutAfter);
  return new Response(cut(part), { status, headers: { ...headers, "content-length": String(bytes.length) } });
}

/** The bytes, and then the error of a connection that has ended too early. */
function cut(bytes: Uint8Array): ReadableStream {
  const chunks = bytes.length > 0 ? [bytes] : [];
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.pop();
      if (chunk) controller.enqueue(chunk);
      else controller.error(failed("terminated", { message: "other side closed", code: "UND_ERR_SOCKET" }));
    },
  });
}

/** As the platform's `fetch` says that the network failed. */
function failed(message: string, { message: reason, ...details }: { message: string; code: string; syscall?: string }) {
  return new TypeError(message, { cause: Object.assign(new Error(reason), details) });
}

function incoming(request: Request): Incoming {
  const { origin, pathname, search } = new URL(request.url);
  return {
    method: request.method,
    target: pathname + search,
    headers: Object.fromEntries(request.headers),
    origin,
    inProcess: true,
    local: true,
    readBody: (limit) => readText(request, limit),
  };
}

async function readText(request: Request, limit: number): Promise<string> {
  const bytes = await request.arrayBuffer();
  if (bytes.byteLength > limit) throw tooLarge(limit);
  return new TextDecoder().decode(bytes);
}
