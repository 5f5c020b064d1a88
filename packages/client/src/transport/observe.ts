import { type RateLimit, readRateLimit } from "../rate-limit.js";
import type { Link } from "./message.js";

/** Keeps what each answer says of the token's budget. */
export function observe(remember: (rateLimit: RateLimit) => void): Link {
  return (next) => async (request) => {
    const response = await next(request);
    const rateLimit = readRateLimit(response.headers);
    if (rateLimit !== undefined) remember(rateLimit);
    return response;
  };
}
