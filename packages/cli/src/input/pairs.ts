import { usage } from "../failure.js";

/** How a text of pairs is read: the names that it may have, and what each is in the API. */
export interface PairNames<K extends string> {
  /** What the text describes, for messages: `rule`. */
  readonly what: string;
  readonly names: readonly K[];
}

/** Reads `protocol:tcp,ports:22,address:10.0.0.0/8,address:::1`: a name can come several times, and values can have colons. */
export function readPairs<K extends string>(text: string, { what, names }: PairNames<K>): ReadonlyMap<K, string[]> {
  const pairs = new Map<K, string[]>();
  for (const part of text.split(",").map((piece) => piece.trim())) {
    const [, name = "", value = ""] = /^([a-z_]+):(.+)$/.exec(part) ?? [];
    const known = names.find((candidate) => candidate === name);
    if (known === undefined) {
      const hint = `a ${what} is written name:value,name:value with ${names.join(", ")}`;
      throw usage(`the ${what} "${text}" has the part "${part}"`, hint);
    }
    pairs.set(known, [...(pairs.get(known) ?? []), value]);
  }
  return pairs;
}

/** The value of a name that a text must have once, or may have once. */
export function onlyValue<K extends string>(pairs: ReadonlyMap<K, readonly string[]>, name: K): string | undefined {
  const [value, ...others] = pairs.get(name) ?? [];
  if (others.length > 0) throw usage(`${name} is given several times`);
  return value;
}

/** A value that is a whole number. */
export function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw usage(`${name} must be a whole number, not "${value}"`);
  return Number(value);
}
