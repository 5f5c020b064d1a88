import { hasUnsafe } from "../output/printable.js";

/** A word as a POSIX shell reads it back unchanged. */
export function shellQuote(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command as a line of shell that can be read, and copied, whatever is in it. */
export function shellLine(words: readonly string[]): string {
  return words.map((word) => (hasUnsafe(word) ? escaped(word) : shellQuote(word))).join(" ");
}

/** As bash, zsh and ksh read it: `$'\x1b'`. */
function escaped(word: string): string {
  const bytes = [...Buffer.from(word)].map((byte) => {
    const character = String.fromCharCode(byte);
    if (character === "'" || character === "\\") return `\\${character}`;
    return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, "0")}`;
  });
  // A digit behind \x1b must not become a part of it.
  return `$'${bytes.join("").replaceAll(/(\\x[0-9a-f]{2})(?=[0-9A-Fa-f])/g, (escape) => `${escape}'$'`)}'`;
}
