import { problemAnswer } from "../http/answer.js";
import type { Outgoing } from "../http/message.js";
import { ApiProblem } from "../problem.js";
import type { AnswerEffect } from "./rule.js";

type StatusEffect = Extract<AnswerEffect, { type: "status" }>;

/** Whether the request is not carried out at all. */
export function prevents(effect: AnswerEffect): boolean {
  if (effect.type === "truncated" || effect.type === "garbled") return false;
  return effect.when !== "after";
}

/** What the client gets in place of the answer. */
export function spoiled(effect: AnswerEffect, outgoing: Outgoing, requestId: string): Outgoing {
  switch (effect.type) {
    case "status":
      return statusAnswer(effect, requestId);
    case "reset":
      return { ...outgoing, failure: "reset" };
    case "hang":
      return { ...outgoing, failure: "silence" };
    case "truncated":
      return truncated(outgoing, effect.bytes);
    case "garbled":
      return garbled(outgoing, effect);
  }
}

/** As the API names what it refuses. */
const IDS: Readonly<Record<number, string>> = {
  400: "bad_request",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  412: "precondition_failed",
  422: "unprocessable_entity",
  429: "too_many_requests",
  503: "service_unavailable",
};

const MESSAGES: Readonly<Record<number, string>> = {
  429: "API Rate limit exceeded.",
  500: "Server was unable to give you a response.",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Time-out",
};

function statusAnswer(effect: StatusEffect, requestId: string): Outgoing {
  const { status, format = formatOf(status), retryAfter = status === 429 ? 1 : undefined } = effect;
  const message = effect.message ?? MESSAGES[status] ?? "The request failed.";
  const headers: Record<string, string> = {
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    ...(status === 429 && { "ratelimit-remaining": "0" }),
  };
  if (format === "json") {
    const id = IDS[status] ?? (status < 500 ? "bad_request" : "server_error");
    return problemAnswer(new ApiProblem(status, id, { message, headers }), requestId);
  }
  if (format === "text") return { status, headers: { ...headers, "content-type": "text/plain" }, body: message };
  return { status, headers: { ...headers, "content-type": "text/html" }, body: page(`${status} ${message}`) };
}

/** What stands before the API answers for it when it cannot, and not in the API's form. */
function formatOf(status: number): "json" | "html" | "text" {
  if (status === 502 || status === 504) return "html";
  return status === 503 ? "text" : "json";
}

function page(title: string): string {
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<h1>${title}</h1>\r\n</body>\r\n</html>\r\n`;
}

/** At least one byte is missing; an answer without a body is lost whole. */
function truncated(outgoing: Outgoing, wanted: number | undefined): Outgoing {
  const length = Buffer.byteLength(outgoing.body ?? "");
  const cutAfter = Math.min(wanted ?? Math.floor(length / 2), length - 1);
  return { ...outgoing, failure: length === 0 ? "reset" : { cutAfter } };
}

function garbled(
  { status }: Outgoing,
  { body = page("Welcome"), contentType = "text/html" }: Extract<AnswerEffect, { type: "garbled" }>,
): Outgoing {
  // A 204 could not have a body.
  return { status: status === 204 ? 200 : status, headers: { "content-type": contentType }, body };
}
