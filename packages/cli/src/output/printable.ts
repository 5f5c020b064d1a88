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

/** Whether a text has characters that a terminal would obey, or that do not end up as they are on a line. */
export function hasUnsafe(text: string): boolean {
  return text.search(unsafeInJson) >= 0;
}

/** Writes such characters, except for the ends of lines, as the escapes of JSON and of double quotes in YAML. */
export function escapeUnsafe(text: string): string {
  return text.replace(unsafeInJson, escapeOf);
}

/** JSON that is also safe on a terminal: JSON itself leaves DEL, C1 and reordering marks as they are. */
export function toJson(value: unknown, indent: number): string {
  return escapeUnsafe(JSON.stringify(value, null, indent) ?? "null");
}
