import type { Clock } from "./clock.js";
import type { Incoming, Outgoing } from "./http/message.js";
import type { RateLimit } from "./http/rate-limit.js";
import type { RequestLog } from "./http/request-log.js";
import type { Operation } from "./http/routes.js";
import { clearState } from "./state/snapshot.js";
import type { Engine } from "./world.js";

/** Everything that stands behind the answers of one simulator. */
export interface Service extends Engine {
  readonly clock: Clock;
  readonly rateLimit: RateLimit;
  readonly log: RequestLog;
  /** Asked in turn once the operation is known; the first that gives an answer, gives the answer. */
  readonly interceptors: Interceptor[];
}

type Intercepted = Outgoing | undefined;

export type Interceptor = (operation: Operation, incoming: Incoming) => Intercepted | Promise<Intercepted>;

/** Forgets every account, the request log and the limits used up. The clock stays as it is. */
export function reset(service: Service): void {
  clearState(service.database);
  service.rateLimit.clear();
  service.log.clear();
}
