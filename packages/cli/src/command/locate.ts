import { universalOptions } from "./universal.js";

/** The next command word on a line, and the line without it. */
export interface Word {
  readonly word: string;
  readonly rest: readonly string[];
}

const options = Object.values(universalOptions);
const takesValue = ({ flags }: { readonly flags: string }) => flags.includes("<");
const flagsOf = ({ flags }: { readonly flags: string }) => flags.split(/[ ,]+/).filter((part) => part.startsWith("-"));
const withValue = new Set(options.filter(takesValue).flatMap(flagsOf));
const plain = new Set([
  "-h",
  "--help",
  "--version",
  ...options.filter((option) => !takesValue(option)).flatMap(flagsOf),
]);

/**
 * Finds the first word that is no universal option. That is how `doapi --sim droplet -o json show` is a `droplet show`, and
 * how only the code of the named command is loaded. Undefined when an unknown option or the end of the line comes first.
 */
export function takeWord(line: readonly string[]): Word | undefined {
  let index = 0;
  while (index < line.length) {
    const part = line[index] ?? "";
    if (!part.startsWith("-") || part === "-") return { word: part, rest: line.toSpliced(index, 1) };
    if (withValue.has(part)) index += 2;
    else if (plain.has(part) || hasAttachedValue(part)) index += 1;
    else return undefined;
  }
  return undefined;
}

function hasAttachedValue(part: string): boolean {
  if (part.startsWith("--")) return part.includes("=") && withValue.has(part.slice(0, part.indexOf("=")));
  return withValue.has(part.slice(0, 2));
}
