import { type Clock, systemClock } from "../clock.js";
import type { BudgetLimits } from "./budget.js";
import { Gate } from "./gate.js";
import { GatedBudget, type GateRule } from "./gated.js";

/** A budget within one process: it keeps every account's requests, from all clients that use it, within the limits. */
export class LocalBudget extends GatedBudget {
  constructor(limits: BudgetLimits = {}, clock: Clock = systemClock) {
    const gate = (rule: GateRule) => new Gate(clock, rule);
    super(
      limits,
      ({ minute, hour, special }) => ({ minute: gate(minute), hour: hour && gate(hour), special: special.map(gate) }),
      () => clock.now(),
    );
  }
}
