import { DigitalOcean } from "../digitalocean.js";
import type { ClientOptions } from "../options.js";
import { ManualClock } from "./manual-clock.js";
import { answering, type Reply, type ScriptedSender, scripted, type Step } from "./scripted-sender.js";

/** A client whose every request is answered by the test, with a clock that needs no time. */
export interface ScriptedClient {
  readonly client: DigitalOcean;
  readonly clock: ManualClock;
  /** What was sent: method, path and query, and the body as it was before it became JSON. */
  readonly sent: () => { readonly request: string; readonly body?: unknown }[];
  readonly sender: ScriptedSender;
}

/** A client with one step per request. */
export function clientWith(...script: readonly Step[]): ScriptedClient {
  return clientBy(scripted(...script));
}

/** A client with an answer for every request, found by its method, path and query. */
export function clientAnswering(answer: (request: string, body: unknown) => Reply): ScriptedClient {
  return clientBy(answering((request) => answer(lineOf(request.method, request.url), decoded(request.body))));
}

export function clientBy(sender: ScriptedSender, options: ClientOptions = {}): ScriptedClient {
  const clock = new ManualClock();
  const client = new DigitalOcean({ token: "dop_v1_scripted", sender, clock, random: () => 1, ...options });
  const sent = () =>
    sender.requests.map(({ method, url, body }) => ({
      request: lineOf(method, url),
      ...(body !== undefined && { body: decoded(body) }),
    }));
  return { client, clock, sent, sender };
}

function lineOf(method: string, url: string): string {
  return `${method} ${url.replace(/^https:\/\/api\.digitalocean\.com/, "")}`;
}

function decoded(body: string | Uint8Array | undefined): unknown {
  return typeof body === "string" ? JSON.parse(body) : body;
}
