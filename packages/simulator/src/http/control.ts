import { faultCommands } from "../faults/control.js";
import { ApiProblem, badRequest, notFound, unprocessable } from "../problem.js";
import { reset, type Service } from "../service.js";
import { jsonAnswer } from "./answer.js";
import type { Incoming, Outgoing } from "./message.js";
import { hostname, type Target } from "./target.js";

const PREFIX = "/_sim/";
const BODY_LIMIT = 64 * 1024;

export function isControl({ pathname }: Target): boolean {
  return pathname.startsWith(PREFIX);
}

/** Gives the answer's body. `id` is the last segment of a path that names one. */
export type Command = (service: Service, body: Readonly<Record<string, unknown>>, id: string) => unknown;

const commands: Readonly<Record<string, Command>> = {
  "GET health": (service) => ({ status: "ok", ...clockState(service) }),
  "GET requests": (service) => ({ requests: service.log.entries() }),
  "POST reset": (service) => {
    reset(service);
    return { status: "ok" };
  },
  "POST clock": (service, body) => {
    setClock(service, body);
    return clockState(service);
  },
  ...faultCommands,
};

/** What steers a simulator from outside, under `/_sim/`: without a token, from this machine only. */
export async function answerControl(service: Service, incoming: Incoming, { pathname }: Target): Promise<Outgoing> {
  checkSender(incoming);
  const [name = "", id = "", ...more] = pathname.slice(PREFIX.length).split("/");
  const command = commands[`${incoming.method} ${name}${id === "" ? "" : "/{id}"}`];
  if (!command || more.length > 0) throw notFound(`There is no ${incoming.method} ${pathname}.`);
  const text = incoming.method === "POST" ? await incoming.readBody(BODY_LIMIT) : "";
  return jsonAnswer(200, command(service, parseObject(text), id));
}

/** A page that a browser shows can send requests to this machine as well: those say where they come from. */
function checkSender({ local, headers }: Incoming): void {
  const { origin } = headers;
  const foreign = origin !== undefined && !(URL.canParse(origin) && isLoopback(new URL(origin).host));
  if (!local || foreign) {
    throw new ApiProblem(403, "forbidden", { message: "The simulator is steered from its own machine only." });
  }
}

function isLoopback(host: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(hostname(host));
}

function parseObject(text: string): Record<string, unknown> {
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest("Request body malformed.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw unprocessable("The request body must be a JSON object.");
  }
  return value as Record<string, unknown>;
}

function clockState({ clock }: Service): { now: string; frozen: boolean } {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.frozen };
}

/** `{ "freeze": true | time }`, `{ "resume": true }`, `{ "advance": milliseconds }`, `{ "set": time }`. */
function setClock({ clock }: Service, body: Readonly<Record<string, unknown>>): void {
  const [[name, value] = [], ...more] = Object.entries(body);
  if (name === undefined || more.length > 0) throw unprocessable("Name one of freeze, resume, advance and set.");
  try {
    if (name === "freeze") clock.freeze(value === true ? undefined : timeOf(value));
    else if (name === "resume") clock.resume();
    else if (name === "advance") clock.advance(typeof value === "number" ? value : Number.NaN);
    else if (name === "set") clock.set(timeOf(value));
    else throw unprocessable(`The clock knows freeze, resume, advance and set, not ${name}.`);
  } catch (error) {
    if (error instanceof RangeError) throw unprocessable(error.message);
    throw error;
  }
}

/** A date as text, or milliseconds since 1970. */
function timeOf(value: unknown): Date {
  return new Date(typeof value === "string" || typeof value === "number" ? value : Number.NaN);
}
