import type { Clock } from "../clock.js";
import { type Hooks, isHeard, tell } from "../hooks.js";
import type { Link, Sender, WireRequest, WireResponse } from "./message.js";

/** Tells the hooks of every attempt and of how it ended. */
export function trace(hooks: Hooks, clock: Clock): Link {
  const told = async (sent: WireRequest, next: Sender): Promise<WireResponse> => {
    const { method, path, attempts } = sent;
    const request = { method, path, attempts };
    const started = clock.now();
    tell(hooks, "request", request);
    try {
      const response = await next(sent);
      const { status, headers } = response;
      const requestId = headers["x-request-id"];
      tell(hooks, "response", { ...request, request, duration: clock.now() - started, status, requestId });
      return response;
    } catch (error) {
      tell(hooks, "failure", { ...request, request, duration: clock.now() - started, error });
      throw error;
    }
  };
  return (next) => (sent) => (isHeard(hooks, "request", "response", "failure") ? told(sent, next) : next(sent));
}
