import type { RateLimit, ResponseInfo } from "@doapi/client";
import { describe } from "../../report.js";
import type { Context } from "../../session/context.js";
import type { Check } from "../../views/check.js";

/** Further than this apart, in seconds, signatures and times in logs start to be wrong. */
const mostSkew = 30;

/** Makes one request and judges what its answer tells. */
export async function checkConnection(context: Context): Promise<Check[]> {
  const started = context.now();
  try {
    const client = await context.client();
    const { data, response } = await client.account.get({ signal: context.signal }).withResponse();
    const rate = client.rateLimit;
    return [
      checkAccount(data.status, data.status_message),
      { check: "scopes", status: "ok", detail: "account:read works; the API does not tell the others" },
      checkClock(response, { started, ended: context.now() }),
      ...(rate === undefined ? [] : [checkRate(rate)]),
    ];
  } catch (error) {
    if (context.signal.aborted) throw error;
    return describeFailure(error);
  }
}

async function describeFailure(error: unknown): Promise<Check[]> {
  const { PermissionError } = await import("@doapi/client");
  const { message, hint } = await describe(error);
  if (error instanceof PermissionError)
    // The API answered and knows the token: that is what had to be found out.
    return [
      { check: "account", status: "ok", detail: "the API answers and accepts the token" },
      { check: "scopes", status: "warn", detail: message },
    ];
  return [{ check: "account", status: "fail", detail: message, hint }];
}

function checkAccount(status: string, message: string): Check {
  const detail = message === "" ? `the account is ${status}` : `the account is ${status}: ${message}`;
  const level = status === "active" ? "ok" : status === "locked" ? "fail" : "warn";
  return { check: "account", status: level, detail };
}

/** The API's time, to the second, against the time here between sending and answer. */
export function checkClock(
  { headers }: Pick<ResponseInfo, "headers">,
  { started, ended }: { readonly started: number; readonly ended: number },
): Check {
  const told = Date.parse(headers["date"] ?? "");
  if (Number.isNaN(told)) return { check: "clock", status: "ok", detail: "the API tells no time" };
  const ahead = started - (told + 1000);
  const behind = told - ended;
  const skew = Math.round(Math.max(ahead, behind, 0) / 1000);
  if (skew <= mostSkew) return { check: "clock", status: "ok", detail: "agrees with the API's" };
  const side = ahead > behind ? "ahead of" : "behind";
  return { check: "clock", status: "warn", detail: `${skew} s ${side} the API's` };
}

export function checkRate({ limit, remaining }: RateLimit): Check {
  const detail = `${remaining} of ${limit} requests left`;
  return { check: "rate limit", status: remaining * 10 < limit ? "warn" : "ok", detail };
}
