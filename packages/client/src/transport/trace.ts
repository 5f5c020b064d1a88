import type { Clock } from "../clock.js";
import { factsOf, type Hooks, tell } from "../hooks.js";
import type { Link } from "./message.js";

/** Tells the hooks of every attempt and of how it ended. */
export function trace(hooks: Hooks, clock: Clock): Link {
  return (next) => async (request) => {
    const facts = factsOf(request);
    const started = clock.now();
    const ended = () => ({ ...facts, request: facts, duration: clock.now() - started });
    tell(hooks, "request", facts);
    try {
      const response = await next(request);
      const { status, headers } = response;
      tell(hooks, "response", { ...ended(), status, requestId: headers["x-request-id"] });
      return response;
    } catch (error) {
      tell(hooks, "failure", { ...ended(), error });
      throw error;
    }
  };
}
