import type { Option, Options } from "../command/declare.js";

/** What the words before the cursor are. */
export interface Scan {
  /** The words that are no option and no value of one; also the values of an option that takes several. */
  readonly words: readonly string[];
  /** The values of the options that were given, by key; true for one without a value. */
  readonly given: ReadonlyMap<string, string | true>;
  /** The option whose value the word at the cursor is. */
  readonly pending: Option<unknown> | undefined;
}

/** Reads a line that may still be unfinished or wrong: what is unknown is passed over. */
export function scan(line: readonly string[], options: Options): Scan {
  const words: string[] = [];
  const given = new Map<string, string | true>();
  let open: { readonly key: string; readonly option: Option<unknown> } | undefined;
  let onlyWords = false;
  for (const word of line) {
    const isWord = onlyWords || !word.startsWith("-") || word === "-";
    if (open !== undefined && isWord) {
      given.set(open.key, word);
      if (takesSeveral(open.option)) words.push(word);
      else open = undefined;
      continue;
    }
    open = undefined;
    if (isWord) words.push(word);
    else if (word === "--") onlyWords = true;
    else {
      const found = optionOf(word, options);
      if (found === undefined) continue;
      if (found.value !== undefined) given.set(found.key, found.value);
      else if (takesValue(found.option)) open = found;
      else given.set(found.key, true);
    }
  }
  return { words, given, pending: open === undefined || takesSeveral(open.option) ? undefined : open.option };
}

interface Found {
  readonly key: string;
  readonly option: Option<unknown>;
  /** The value, where it stands in the same word: `--tag=web`, `-Rnyc3`. */
  readonly value?: string;
}

export function optionOf(word: string, options: Options): Found | undefined {
  const [name, value] = word.startsWith("--") ? cut(word, word.indexOf("=")) : cut(word, 2);
  const found = Object.entries(options).find(([, option]) => flagsOf(option).includes(name));
  if (found === undefined) return undefined;
  const [key, option] = found;
  // `-wM` are two options without values.
  return value === undefined || !takesValue(option) ? { key, option } : { key, option, value };
}

function cut(word: string, at: number): [name: string, value: string | undefined] {
  if (at < 0 || at >= word.length) return [word, undefined];
  return [word.slice(0, at), word.slice(word.startsWith("--") ? at + 1 : at)];
}

/** `-R, --region <region>` has the flags `-R` and `--region`. */
export function flagsOf({ flags }: Pick<Option<unknown>, "flags">): string[] {
  return flags.split(/[ ,]+/).filter((part) => part.startsWith("-"));
}

export function takesValue({ flags }: Pick<Option<unknown>, "flags">): boolean {
  return flags.includes("<");
}

function takesSeveral({ flags }: Pick<Option<unknown>, "flags">): boolean {
  return flags.endsWith("...>");
}
