import { exchange } from "../exchange.js";
import type { Incoming } from "../http/message.js";
import { tooLarge } from "../problem.js";
import type { Service } from "../service.js";

type FetchInput = Parameters<typeof fetch>[0];
type FetchInit = Parameters<typeof fetch>[1];

/** Answers as `fetch` does, for whatever host the address names, without a network. */
export async function answerFetch(service: Service, input: FetchInput, init?: FetchInit): Promise<Response> {
  const request = new Request(input, init);
  request.signal.throwIfAborted();
  const { status, headers, body } = await exchange(service, incoming(request));
  request.signal.throwIfAborted();
  const empty = request.method === "HEAD" || body === undefined;
  return new Response(empty ? null : body, { status, headers });
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
