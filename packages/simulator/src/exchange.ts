import { randomUUID } from "node:crypto";
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
import { events, registry } from "./registry.js";
import type { Service } from "./service.js";
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
  limits?: LimitHeaders;
  fault?: unknown;
}

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
    if (!(error instanceof ApiProblem)) trace.fault = error;
    outgoing = problemAnswer(error, trace.requestId);
  }
  if (!trace.control) service.log.add(logged(incoming, trace, outgoing));
  return { ...outgoing, headers: finishedHeaders(outgoing, trace) };
}

/** The order of checks: who asks comes before what for, so that nobody without a token learns which paths exist. */
async function answer(service: Service, incoming: Incoming, { target, trace }: Asked): Promise<Outgoing> {
  const account = accountOf(incoming.headers.authorization, incoming.inProcess);
  trace.limits = service.rateLimit.take(account, trace.now);
  const match = findOperation(incoming.method, target.pathname);
  const { operation } = match;
  trace.operation = operation;
  for (const intercept of service.interceptors) {
    const answered = await intercept(operation, incoming);
    if (answered) return answered;
  }
  const handler: ((context: never) => unknown) | "todo" = registry[operation.id];
  if (handler === "todo") throw notSimulated(operation);
  const path = pathParameters(match);
  const query = queryParameters(operation, target.query);
  const body = parseBody(operation, operation.hasBody ? await incoming.readBody(BODY_LIMIT) : "");

  const context = {
    world: new World(service, account, trace.now),
    path,
    query,
    body,
    headers: incoming.headers,
    origin: incoming.origin,
    page: <T>(source: Source<T>) => paginate(source, { ...target, origin: incoming.origin }),
  };
  settle(service, events, trace.now);
  // Path, query and body were checked against the schemas that the handler's types were made from.
  const perform = () => handler(context as never);
  const changes = operation.method !== "GET";
  return successAnswer(operation, changes ? service.database.write(perform) : service.database.read(perform));
}

interface Asked {
  readonly target: Target;
  readonly trace: Trace;
}

function logged({ method, target }: Incoming, trace: Trace, { status }: Outgoing): LoggedRequest {
  const { now: at, operation, requestId, fault } = trace;
  const entry = { at, method, path: target, operation: operation?.id, status, requestId };
  return fault === undefined ? entry : { ...entry, fault };
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
