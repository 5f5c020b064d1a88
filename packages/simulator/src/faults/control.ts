import type { Command } from "../http/control.js";
import { notFound, unprocessable } from "../problem.js";
import { type Fault, type FaultRule, FaultRuleError } from "./rule.js";

/** `GET`, `POST` and `DELETE /_sim/faults`, and `DELETE /_sim/faults/{id}`. */
export const faultCommands: Readonly<Record<string, Command>> = {
  "GET faults": ({ faults }) => ({ faults: faults.list().map(asJson) }),
  "POST faults": ({ faults }, body) => {
    try {
      // Checked when it is inserted.
      return { fault: faults.insert(body as unknown as FaultRule) };
    } catch (error) {
      if (error instanceof FaultRuleError) throw unprocessable(error.message);
      throw error;
    }
  },
  "DELETE faults": ({ faults }) => {
    faults.clear();
    return { faults: [] };
  },
  "DELETE faults/{id}": ({ faults }, _, id) => {
    if (!faults.remove(Number(id))) throw notFound(`There is no fault rule ${id}.`);
    return { faults: faults.list().map(asJson) };
  },
};

/** A rule whose function decides must not look like one for every request. */
function asJson(fault: Fault): unknown {
  return typeof fault.on === "function" ? { ...fault, on: "a function of the program" } : fault;
}
