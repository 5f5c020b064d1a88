import type { Clock } from "../clock.js";
import type { Hooks } from "../hooks.js";
import type { Link } from "./message.js";

/** Tells the hooks of every attempt and every answer. */
export function trace(hooks: Hooks, clock: Clock): Link {
  if (hooks.request === undefined && hooks.response === undefined) return (next) => next;
  return (next) => async (request) => {
    const { method, path, attempts } = request;
    const started = clock.now();
    hooks.request?.({ method, path, attempts });
    const response = await next(request);
    const { status, headers } = response;
    hooks.response?.({
      method,
      path,
      attempts,
      status,
      requestId: headers["x-request-id"],
      duration: clock.now() - started,
    });
    return response;
  };
}
