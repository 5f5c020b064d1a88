// Control characters (with DEL and the C1 range, where 0x9b starts a terminal sequence) and the marks that reorder text.
// Written as escapes: the characters themselves would be invisible here.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

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
  const json = JSON.stringify(value, null, indent) ?? "null";
  return json.replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, escapeOf);
}
