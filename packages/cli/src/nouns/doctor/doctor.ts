import { command } from "../../command/declare.js";
import { ExitCode } from "../../exit-codes.js";
import { type Check, checkColumns } from "../../views/check.js";
import { checkConnection } from "./connection.js";
import { checkBudget } from "./budget.js";
import { checkNode, checkProxy, checkToken } from "./machine.js";

/** Looks at everything that a command needs. */
export const doctor = command({
  notes: "Exits with 1 when a check fails. A warning is no failure. No token is shown.",
  async run(context) {
    const failures: Check[] = [];
    await context.results.list(checkColumns, async (emit) => {
      const tell = (check: Check) => {
        if (check.status === "fail") failures.push(check);
        emit(check);
      };
      tell(checkNode(process.versions.node));
      tell(checkProxy(context.io));
      for (const check of await checkBudget(context.io)) tell(check);
      const token = await checkToken(context);
      tell(token);
      if (token.status !== "fail") for (const check of await checkConnection(context)) tell(check);
    });
    // On a narrow terminal the table shows only how it begins.
    for (const { check, detail, hint } of failures) context.messages.error(`${check}: ${detail}`, hint);
    return failures.length > 0 ? ExitCode.failed : ExitCode.done;
  },
});
