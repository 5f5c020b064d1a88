import type { Clock } from "../clock.js";
import { type Hooks, tell } from "../hooks.js";
import type { Link } from "./message.js";

/** Tells the hooks of every attempt and of how it ended. */
export function trace(hooks: Hooks, clock: Clock): Link {
  return (next) => async (sent) => {
    const { method, path, attempts } = sent;
    const request = { method, path, attempts };
    const started = clock.now();
    tell(hooks, "request", request);
    try {
      const response = await next(sent);
      const { status, headers } = response;
      const requestId = headers["x-request-id"];
      tell(hooks, "response", { method, path, attempts, request, duration: clock.now() - started, status, requestId });
      return response;
    } catch (error) {
      tell(hooks, "failure", { method, path, attempts, request, duration: clock.now() - started, error });
      throw error;
    }
  };
}
