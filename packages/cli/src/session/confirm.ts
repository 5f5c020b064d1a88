import type { Destructive } from "../command/declare.js";
import { ExitCode } from "../exit-codes.js";
import { Failure, usage } from "../failure.js";
import type { Io } from "../io/io.js";
import type { Messages } from "../terminal/messages.js";
import { dollars } from "./money.js";

/** What a command takes away for good. */
export interface Loss {
  /** What goes, by name and id. */
  readonly items: readonly string[];
  /** What it costs a month in US dollars, as far as that is known. */
  readonly monthly?: number | undefined;
}

/** What runs: its name as it is on the line, and what it takes away. */
export interface Running {
  readonly name: string;
  readonly destructive?: Destructive | undefined;
}

interface Asking {
  readonly messages: Messages;
  readonly name: string;
  readonly destructive: Destructive;
}

/** Most lines that a question shows. */
const mostLines = 20;

/**
 * Asks on a terminal whether a destructive command shall go on, and ends it when the answer is no. Where nobody can be asked, a
 * command that always did its work unasked does it, and any other is refused. `lossOf` is called only when somebody is asked.
 */
export async function confirm(
  io: Io,
  { messages, destructive, ...running }: Asking,
  lossOf: () => Loss | Promise<Loss>,
): Promise<void> {
  const name = running.name.replace(/^doapi /, "");
  const dialogue = io.dialogue();
  if (dialogue === undefined) {
    if (destructive === "asks-on-terminal") return;
    throw usage(
      `${name} takes away what cannot be brought back, and nobody can be asked here`,
      "--yes does it all the same",
    );
  }
  const { items, monthly } = await lossOf();
  if (items.length === 0) return;
  messages.ask(`doapi: ${name}:`);
  for (const item of items.slice(0, mostLines)) messages.ask(`  ${item}`);
  if (items.length > mostLines) messages.ask(`  and ${items.length - mostLines} more`);
  if (monthly !== undefined && monthly > 0) messages.ask(`  together ${dollars(monthly)} a month`);
  const answer = await dialogue.confirm("This cannot be taken back. Go on?", io.interrupt);
  if (answer === undefined) throw new Failure(ExitCode.interrupted, "interrupted; nothing was changed");
  if (!answer) throw new Failure(ExitCode.failed, "not confirmed; nothing was changed");
}
