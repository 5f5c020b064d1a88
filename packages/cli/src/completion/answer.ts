import { ExitCode } from "../exit-codes.js";
import type { Io } from "../io/io.js";
import { type Completion, completeLine } from "./complete.js";
import { accountNames } from "./names.js";
import { splitLine } from "./split.js";

/**
 * Answers the completion of a shell: `doapi __complete line "doapi droplet sh"`, or with the words that the shell has found
 * already, the number of the one at the cursor before them: `doapi __complete 2 doapi droplet sh`. It prints a candidate a line,
 * its summary behind a tab, or `:files` where the shell shall offer files. It never fails.
 */
export async function answerCompletion([first = "", ...rest]: readonly string[], io: Io): Promise<ExitCode> {
  const line = first === "line" ? splitLine(rest[0] ?? "") : upToCursor(Number(first), rest);
  const [program = "", ...words] = line;
  // `doapi-droplet show` is `doapi droplet show`.
  const noun = /(?:^|[\\/])doapi-([a-z0-9-]+)(?:\.\w+)?$/.exec(program)?.[1];
  try {
    const found = await completeLine([...(noun === undefined ? [] : [noun]), ...words], (given) =>
      accountNames(io, given),
    );
    io.stdout.write(printed(found));
  } catch {
    // The line is somebody's who is still typing it.
  }
  return ExitCode.done;
}

/** Some shells leave out the word at the cursor where it is empty, or give it with the quotes that are typed. */
function upToCursor(index: number, words: readonly string[]): string[] {
  const current = words[index] ?? "";
  const isTyped = /^["']|\\/.test(current);
  return [...words.slice(0, index), isTyped ? (splitLine(current).at(-1) ?? "") : current];
}

function printed({ candidates, files }: Completion): string {
  if (files) return ":files\n";
  return candidates.map(({ value, summary }) => `${value}${summary === undefined ? "" : `\t${summary}`}\n`).join("");
}
