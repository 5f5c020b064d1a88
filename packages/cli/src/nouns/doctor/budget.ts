import type { Io } from "../../io/io.js";
import { describe } from "../../report.js";
import type { Check } from "../../views/check.js";

/** Whether the budget that DOAPI_BUDGET names can be reached; nothing where it names none. */
export async function checkBudget(io: Pick<Io, "env">): Promise<Check[]> {
  const { tryBudget } = await import("../../session/budget.js");
  try {
    const found = await tryBudget(io);
    if (found === undefined) return [];
    const { place, failure } = found;
    if (failure === undefined) return [{ check: "budget", status: "ok", detail: `shared by ${place}` }];
    return [
      {
        check: "budget",
        status: "warn",
        detail: `${place} cannot be reached (${failure}): every command counts alone`,
      },
    ];
  } catch (error) {
    const { message } = await describe(error);
    return [{ check: "budget", status: "fail", detail: message }];
  }
}
