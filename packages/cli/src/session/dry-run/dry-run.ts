import type { DigitalOcean, Sender, WireRequest, WireResponse } from "@doapi/client";
import type { Sink } from "../../io/io.js";
import { printable } from "../../output/printable.js";
import type { Messages } from "../../terminal/messages.js";
import { change, estimate } from "./cost.js";
import { shellLine } from "../shell.js";
import { toCurl } from "./curl.js";
import { StandIns } from "./stand-ins.js";

type Fields = Readonly<Record<string, unknown>>;

/**
 * A run that changes nothing. What only reads is sent, so that names are resolved as ever. What would change something is printed
 * as a shell script, and answered here, so that the command goes on to what it would do next.
 */
export class DryRun {
  readonly #stdout: Sink;
  readonly #messages: Messages;
  readonly #standIns = new StandIns();
  readonly #costs: number[] = [];
  #client: DigitalOcean | undefined;
  #withheld = 0;
  #comments: string[] = [];

  constructor(stdout: Sink, messages: Messages) {
    this.#stdout = stdout;
    this.#messages = messages;
  }

  /** The output of the command itself: closed once something is withheld, for what it says from then on did not happen. */
  quietAfterwards(stdout: Sink): Sink {
    const closed = () => stdout.closed || this.#withheld > 0;
    return {
      write: (data) => void (closed() || stdout.write(data)),
      isTTY: stdout.isTTY,
      columns: stdout.columns,
      get closed() {
        return closed();
      },
    };
  }

  /** The client that prices are read with. */
  readBy(client: DigitalOcean): void {
    this.#client = client;
  }

  /** A sender that lets pass what reads and withholds what changes. */
  around(next: Sender & { close?(): void }): Sender & { close(): void } {
    const send: Sender = async (request) => {
      if (request.method === "GET" || request.method === "HEAD") {
        const standIn = this.#standIns.read(request.path);
        return standIn === undefined ? next(request) : answer(standIn);
      }
      return this.#withhold(request, next);
    };
    return Object.assign(send, { close: () => next.close?.() });
  }

  /** A line that goes before the next thing that is printed. */
  comment(text: string): void {
    this.#comments.push(text);
  }

  /** Tells of a change on this machine that is not made. */
  skip(what: string): void {
    this.#print([`would ${what}`], undefined);
  }

  /** Tells of a program that is not started; without its words, that it would not be. */
  command(words: readonly string[] | undefined, comment: string): void {
    this.#print([comment], words === undefined ? undefined : shellLine(words));
  }

  finish(): void {
    const sum = this.#costs.reduce((total, monthly) => total + monthly, 0);
    if (this.#costs.length > 1) this.#stdout.write(`\n# in all: ${change(sum)}\n`);
  }

  async #withhold(request: WireRequest, next: Sender): Promise<WireResponse> {
    const body = fieldsOf(request.body);
    const cost =
      this.#client === undefined ? undefined : await estimate(this.#client, request, body).catch(unknownCost);
    if (cost?.monthly !== undefined) this.#costs.push(cost.monthly);
    const curl = toCurl(request);
    this.#print([...this.#standIns.explain(curl), ...(cost === undefined ? [] : [cost.text])], curl);
    if (request.method === "DELETE" || /^\/v2\/tags\/[^/]+\/resources$/.test(request.path)) return empty;
    if (request.method === "POST") return answer(this.#standIns.create(request, body));
    return this.#updated(request, body, next);
  }

  /** The thing as it is, with what the request would change in it. */
  async #updated(request: WireRequest, body: Fields, next: Sender): Promise<WireResponse> {
    const { "content-type": _, ...headers } = request.headers;
    const read = await next({ ...request, method: "GET", headers, body: undefined });
    const fields = read.status === 200 ? fieldsOf(read.text()) : {};
    const merged = Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value, ...body } : value,
    ]);
    return answer(Object.fromEntries(merged));
  }

  #print(comments: readonly string[], command: string | undefined): void {
    const lines = [...this.#comments, ...comments].map((comment) => `# ${printable(comment)}\n`);
    this.#comments = [];
    this.#stdout.write(
      `${this.#withheld > 0 ? "\n" : ""}${lines.join("")}${command === undefined ? "" : `${command}\n`}`,
    );
    this.#withheld += 1;
    // What a command reports from here on, it has not done.
    this.#messages.hush();
  }
}

const empty: WireResponse = { status: 204, headers: {}, text: () => "", bytes: () => new Uint8Array() };

function answer(body: Fields): WireResponse {
  const text = JSON.stringify(body);
  return {
    status: 200,
    headers: { "content-type": "application/json" },
    text: () => text,
    bytes: () => new TextEncoder().encode(text),
  };
}

function unknownCost() {
  return { text: "the cost could not be found out", monthly: undefined };
}

function fieldsOf(body: WireRequest["body"]): Fields {
  try {
    const value: unknown = typeof body === "string" ? JSON.parse(body) : {};
    return typeof value === "object" && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}
