import type { Clock } from "./clock.js";
import type { FaultRules } from "./faults/faults.js";
import type { RateLimit } from "./http/rate-limit.js";
import type { RequestLog } from "./http/request-log.js";
import type { KeptAnswers } from "./kept-answers.js";
import { clearState } from "./state/snapshot.js";
import type { Engine } from "./world.js";

/** Everything that stands behind the answers of one simulator. */
export interface Service extends Engine {
  readonly clock: Clock;
  readonly rateLimit: RateLimit;
  readonly log: RequestLog;
  readonly faults: FaultRules;
  readonly kept: KeptAnswers;
}

/** Forgets every account, the request log, the limits used up and the fault rules. The clock stays as it is. */
export function reset(service: Service): void {
  clearState(service.database);
  service.rateLimit.clear();
  service.log.clear();
  service.faults.clear();
}
