import type { RateBudget } from "../budget/budget.js";
import type { Clock } from "../clock.js";
import { type Hooks, tell } from "../hooks.js";
import { readRateLimit } from "../rate-limit.js";
import type { Link, WireRequest, WireResponse } from "./message.js";
import { readRetryAfter } from "./retry-after.js";

/** Sends each attempt when the budget lets it through, and tells the budget what the answer says of the limits. */
export function pace(budget: RateBudget | undefined, clock: Clock, hooks: Hooks = {}): Link {
  if (budget === undefined) return (next) => next;
  return (next) => async (request) => {
    const { method, path, attempts, signal } = request;
    const asked = clock.now();
    const leave = await budget.take({ method, path, signal, account: accountOf(request) });
    const pause = clock.now() - asked;
    if (pause > 0) tell(hooks, "wait", { method, path, attempts, pause });
    let response: WireResponse | undefined;
    try {
      response = await next(request);
      return response;
    } finally {
      const headers = response?.headers ?? {};
      const status = response?.status;
      const rateLimit = readRateLimit(headers);
      const retryAfter = readRetryAfter(headers, clock.now());
      leave({ status, rateLimit, retryAfter });
      tell(hooks, "budget", { method, path, attempts, status, rateLimit, retryAfter });
    }
  };
}

/** Origin and a 53-bit number made from the token: enough to tell accounts apart, and no way back to the token. */
function accountOf({ url, headers }: WireRequest): string {
  const token = headers["authorization"] ?? "";
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < token.length; index++) {
    const code = token.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  return `${url.slice(0, url.indexOf("/", 8))} ${((high >>> 0) * 2 ** 21 + ((low >>> 0) >>> 11)).toString(36)}`;
}
