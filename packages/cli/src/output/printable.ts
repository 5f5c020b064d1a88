// Control characters (among them DEL and the C1 range, where U+009B starts a terminal sequence), line separators, and the
// marks that reorder text.
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;
const unsafeInJson = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

const escapeOf = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** Text of the API or of a file, on one line and without anything that a terminal would obey. */
export function printable(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, " ")
    .replaceAll("\t", " ")
    .replace(unsafe, escapeOf);
}

/** JSON that is also safe on a terminal: JSON itself leaves DEL, C1 and reordering marks as they are. */
export function toJson(value: unknown, indent: number): string {
  return (JSON.stringify(value, null, indent) ?? "null").replace(unsafeInJson, escapeOf);
}
