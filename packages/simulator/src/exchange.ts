import { randomUUID } from "node:crypto";
import type { FaultRequest } from "./faults/rule.js";
import type { Strike } from "./faults/strike.js";
import { problemAnswer, successAnswer } from "./http/answer.js";
import { accountOf } from "./http/authentication.js";
import { answerControl, isControl } from "./http/control.js";
import type { Incoming, Outgoing } from "./http/message.js";
import { paginate } from "./http/pagination.js";
import { parseBody, pathParameters, queryParameters } from "./http/parameters.js";
import type { LimitHeaders } from "./http/rate-limit.js";
import type { LoggedRequest } from "./http/request-log.js";
import { findOperation, type Operation } from "./http/routes.js";
import { parseTarget, type Target } from "./http/target.js";
import { ApiProblem } from "./problem.js";
import { countReads } from "./reads.js";
import { events, registry } from "./registry.js";
import type { Service } from "./service.js";
import { readWithout } from "./state/additions.js";
import type { Source } from "./state/documents.js";
import { settle, World } from "./world.js";

/** The largest body that is read, in bytes. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** What becomes known of a request on its way; the answer's headers and the log are made from it. */
interface Trace {
  readonly requestId: string;
  readonly now: number;
  /** It steers the simulator and is no request to the API. */
  control?: boolean;
  operation?: Operation;
  limits?: LimitHeaders | undefined;
  /** What went wrong inside the simulator. */
  defect?: unknown;
  /** The faults by rule. */
  strike?: Strike | undefined;
}

/** What there is while a fault keeps the request from being carried out. */
const NO_ANSWER: Outgoing = { status: 0, headers: {}, body: undefined };

/** Answers one request. Throws only when the simulator is closed. */
export async function exchange(service: Service, incoming: Incoming): Promise<Outgoing> {
  const trace: Trace = { requestId: randomUUID(), now: service.clock.now() };
  let outgoing: Outgoing;
  try {
    const target = parseTarget(incoming.target);
    trace.control = isControl(target);
    outgoing = trace.control
      ? await answerControl(service, incoming, target)
      : await answer(service, incoming, { target, trace });
  } catch (error) {
    if (!(error instanceof ApiProblem)) trace.defect = error;
    outgoing = problemAnswer(error, trace.requestId);
  }
  const { strike } = trace;
  if (strike) outgoing = strike.spoil(outgoing, trace.requestId);
  if (!trace.control) service.log.add(logged(incoming, trace, outgoing));
  await strike?.pause("after");
  return { ...outgoing, headers: finishedHeaders(outgoing, trace) };
}

/** The order of checks: who asks comes before what for, so that nobody without a token learns which paths exist. */
async function answer(service: Service, incoming: Incoming, { target, trace }: Asked): Promise<Outgoing> {
  const account = accountOf(incoming.headers.authorization, incoming.inProcess);
  trace.limits = service.rateLimit.take(account, trace.now);
  const match = findOperation(incoming.method, target.pathname);
  const { operation } = match;
  trace.operation = operation;
  const handler: ((context: never) => unknown) | "todo" = registry[operation.id];
  // Read first of all: a sender whose request is held up by a fault may go away before that is over.
  const text = operation.hasBody && handler !== "todo" ? await incoming.readBody(BODY_LIMIT) : "";
  const strike = (trace.strike = service.faults.strike(() => faultRequest(operation, target, text)));
  const now = (await strike?.pause("before")) ? service.clock.now() : trace.now;
  if (strike?.prevents) return NO_ANSWER;
  if (handler === "todo") throw notSimulated(operation);
  // With rules for faults every answer may be another one.
  const key = operation.method === "GET" && !strike ? `${account} ${incoming.origin} ${incoming.target}` : undefined;
  const kept = key === undefined ? undefined : service.kept.get(key, now);
  if (kept) {
    trace.limits =
      service.rateLimit.takeFor(operation.id, { account, now: trace.now, body: undefined }) ?? trace.limits;
    return kept;
  }
  const path = pathParameters(match);
  const query = queryParameters(operation, target.query);
  const body = parseBody(operation, text);
  trace.limits = service.rateLimit.takeFor(operation.id, { account, now: trace.now, body }) ?? trace.limits;

  const world = new World(service, account, now);
  const own: Record<string, string> = {};
  const context = {
    world,
    path,
    query,
    body,
    headers: incoming.headers,
    origin: incoming.origin,
    page: <T>(source: Source<T>) => paginate(source, { ...target, origin: incoming.origin }),
    setHeader: (name: string, value: string) => void (own[name] = value),
  };
  settle(service, events, now);
  // Path, query and body were checked against the schemas that the handler's types were made from.
  const perform = () => handler(context as never);
  const { database } = service;
  const change = strike ? () => strike.carryOut(database, now, perform) : perform;
  const result = operation.method === "GET" ? read(service, { account, now }, perform) : database.write(change);
  const made = successAnswer(operation, result);
  const outgoing = { ...made, headers: { ...made.headers, ...own } };
  if (key !== undefined && world.timeless) service.kept.put(key, outgoing);
  return outgoing;
}

/** Reads what is not hidden by a fault, and counts it for what waits to be read. */
function read(service: Service, { account, now }: { account: string; now: number }, perform: () => unknown): unknown {
  const { database, faults } = service;
  const hidden = faults.hidden(now);
  const answer = hidden.length === 0 ? database.read(perform) : readWithout(database, hidden, perform);
  countReads(database, { account, now, answer });
  return answer;
}

function faultRequest({ id, method }: Operation, { pathname, query }: Target, body: string): FaultRequest {
  return { operation: id, method, path: pathname, query: Object.fromEntries(query), body };
}

interface Asked {
  readonly target: Target;
  readonly trace: Trace;
}

function logged({ method, target }: Incoming, trace: Trace, { status }: Outgoing): LoggedRequest {
  const { now: at, operation, requestId, defect, strike } = trace;
  const entry = { at, method, path: target, operation: operation?.id, status, requestId };
  const faults = strike?.faults ?? [];
  return { ...entry, ...(defect !== undefined && { defect }), ...(faults.length > 0 && { faults }) };
}

function notSimulated({ id, method, path }: Operation): ApiProblem {
  return new ApiProblem(501, "not_implemented", { message: `${id} (${method} ${path}) is not simulated yet.` });
}

function finishedHeaders({ headers }: Outgoing, { requestId, limits }: Trace): Record<string, string> {
  return {
    ...limits,
    ...headers,
    "x-request-id": requestId,
    "x-gateway": "Edge-Gateway",
    "x-response-from": "service",
  };
}
