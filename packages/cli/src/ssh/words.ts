import { shellQuote } from "../session/shell.js";

/**
 * What the remote shell is given so that it reads these words. A single one is a line of shell already. Of several each arrives
 * as it was typed, whatever is in it.
 */
export function remoteCommand(words: readonly string[]): string | undefined {
  const [only] = words;
  if (words.length < 2) return only;
  // Some shells expand a word that begins with = or ~, or assign what has a =, even where it is only a word here.
  return words.map((word) => (/[=~]/.test(word) ? quoted(word) : shellQuote(word))).join(" ");
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
