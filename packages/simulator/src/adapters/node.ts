import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { exchange } from "../exchange.js";
import { problemAnswer } from "../http/answer.js";
import type { Incoming, Outgoing } from "../http/message.js";
import { checkHost } from "../http/target.js";
import { badRequest, tooLarge } from "../problem.js";
import type { Service } from "../service.js";

/** An unwanted body is read to its end so that its sender gets to the answer; past this many bytes it is cut off. */
const DRAIN_LIMIT = 256 * 1024 * 1024;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

export interface ListenOptions {
  /** 0, the default, takes any that is free. */
  port?: number;
  /** The address to bind to: this machine only, by default. */
  host?: string;
}

export interface Listening {
  /** For clients: `http://127.0.0.1:54321`. */
  readonly url: string;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}

/** Serves over HTTP. Rejects when the port is taken. */
export async function listen(
  service: Service,
  { port = 0, host = "127.0.0.1" }: ListenOptions = {},
): Promise<Listening> {
  const bound = host.includes(":") ? `[${host}]` : host;
  const names = new Set([...LOOPBACK, bound.toLowerCase()]);
  const server = createServer((request, response) => void serve(service, names, { request, response }));
  server.on("clientError", answerBrokenRequest);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return { url: `http://${bound}:${taken}`, close: () => close(server) };
}

interface Pair {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function serve(service: Service, names: ReadonlySet<string>, { request, response }: Pair): Promise<void> {
  try {
    const body = new Body(request);
    const outgoing = await answer(service, names, { request, body });
    if (!(await body.drained())) response.shouldKeepAlive = false;
    send(response, outgoing, request.method === "HEAD");
  } catch {
    // Only a connection that is gone comes here; there is nobody left to tell.
    response.destroy();
  }
}

async function answer(service: Service, names: ReadonlySet<string>, { request, body }: Received): Promise<Outgoing> {
  try {
    checkHost(request.headers.host, names);
  } catch (error) {
    return problemAnswer(error, randomUUID());
  }
  return exchange(service, incoming(request, body));
}

interface Received {
  readonly request: IncomingMessage;
  readonly body: Body;
}

function incoming(request: IncomingMessage, body: Body): Incoming {
  return {
    method: request.method ?? "GET",
    target: request.url ?? "/",
    // Headers that may come several times are arrays; none of those is looked at.
    headers: request.headers as Incoming["headers"],
    origin: `http://${request.headers.host}`,
    inProcess: false,
    local: isLoopback(request.socket),
    readBody: (limit) => body.read(limit),
  };
}

function isLoopback({ remoteAddress = "" }: Socket): boolean {
  return remoteAddress === "::1" || remoteAddress.startsWith("127.") || remoteAddress.startsWith("::ffff:127.");
}

/** The body of a request: read when it is wanted, and otherwise drained before the answer is sent. */
class Body {
  readonly #request: IncomingMessage;

  constructor(request: IncomingMessage) {
    this.#request = request;
  }

  /** The text; throws a 413 as soon as there are more than `limit` bytes, without keeping them. */
  async read(limit: number): Promise<string> {
    const chunks: Buffer[] = [];
    let size = 0;
    if (Number(this.#request.headers["content-length"] ?? 0) > limit) throw tooLarge(limit);
    await this.#consume((chunk) => {
      size += chunk.length;
      if (size > limit) return false;
      chunks.push(chunk);
      return true;
    });
    if (size > limit) throw tooLarge(limit);
    return Buffer.concat(chunks).toString("utf8");
  }

  /** False when the rest of the body is too much to read. */
  async drained(): Promise<boolean> {
    let size = 0;
    return this.#consume((chunk) => {
      size += chunk.length;
      return size <= DRAIN_LIMIT;
    });
  }

  /** Hands over what comes, until the end or until `take` has enough: then false. */
  #consume(take: (chunk: Buffer) => boolean): Promise<boolean> {
    const request = this.#request;
    if (!hasBody(request) || (request.complete && request.readableLength === 0)) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const done = (ended: boolean) => {
        request.off("data", onData).off("end", onEnd).off("close", onClose).pause();
        resolve(ended);
      };
      const onData = (chunk: Buffer) => {
        if (!take(chunk)) done(false);
      };
      const onEnd = () => done(true);
      const onClose = () => reject(new Error("The connection was closed before the body ended."));
      request.on("data", onData).on("end", onEnd).on("close", onClose).resume();
    });
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

function send(response: ServerResponse, outgoing: Outgoing, headOnly: boolean): void {
  const { status, headers, body } = outgoing;
  if (outgoing.failure) {
    fail(response, outgoing, headOnly);
    return;
  }
  if (body === undefined) {
    response.writeHead(status, headers);
    response.end();
    return;
  }
  response.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(headOnly ? undefined : body);
}

/** Lets the connection fail as a fault wants it. */
function fail(response: ServerResponse, { status, headers, body, failure }: Outgoing, headOnly: boolean): void {
  // It stays open until its client or the server ends it.
  if (failure === "silence") return;
  if (typeof failure !== "object" || body === undefined || headOnly) {
    response.socket?.resetAndDestroy();
    return;
  }
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": bytes.length });
  // Not reset, which could overtake the bytes that are still on their way.
  response.write(bytes.subarray(0, failure.cutAfter), () => response.destroy());
}

/** What is no HTTP at all still gets an answer that can be read. */
function answerBrokenRequest(_error: Error, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const { body } = problemAnswer(badRequest("The request is not valid HTTP."), randomUUID());
  const head = [
    "HTTP/1.1 400 Bad Request",
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body ?? "")}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${String(body)}`);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
