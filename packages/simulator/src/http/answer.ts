import { hash } from "node:crypto";
import { ApiProblem } from "../problem.js";
import type { Outgoing } from "./message.js";
import type { Operation } from "./routes.js";

const JSON_TYPE = "application/json; charset=utf-8";

type Body = string | Uint8Array | undefined;

/** The answer to an operation that was done. */
export function successAnswer(operation: Operation, result: unknown): Outgoing {
  const body = operation.media ? (result as Body) : jsonBody(result);
  return answer(operation.status, body, operation.media);
}

export function jsonAnswer(status: number, value: unknown): Outgoing {
  return answer(status, jsonBody(value));
}

/** The answer to a request that was refused, or that failed by a defect of the simulator, of which nothing is told. */
export function problemAnswer(error: unknown, requestId: string): Outgoing {
  const problem =
    error instanceof ApiProblem
      ? error
      : new ApiProblem(500, "server_error", { message: "Server was unable to give you a response." });
  const { status, headers, body: text } = answer(problem.status, jsonBody(problem.body(requestId)));
  return { status, headers: { ...headers, ...problem.headers }, body: text };
}

function answer(status: number, body: Body, media = JSON_TYPE): Outgoing {
  if (body === undefined) return { status, headers: {}, body };
  const headers: Record<string, string> = { "content-type": media };
  if (status < 300) headers.etag = `W/"${hash("sha1", body)}"`;
  return { status, headers, body };
}

function jsonBody(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
