import type { DigitalOcean } from "@doapi/client";
import { notFound } from "../failure.js";
import type { Context } from "../session/context.js";

/** What a way of naming something needs. */
export interface Lookup {
  readonly client: DigitalOcean;
  readonly signal: AbortSignal;
  /** Reads a whole collection, once per run however many names are looked up in it. */
  readonly collection: <T>(name: string, read: () => Promise<readonly T[]>) => Promise<readonly T[]>;
}

/** A way of naming a resource: by id, slug, fingerprint or name. `find` gives everything that the text means in this way. */
export interface Reading<T> {
  readonly fits?: (text: string) => boolean;
  readonly find: (text: string, lookup: Lookup) => Promise<readonly T[]>;
}

/** A kind of resource, and the ways of naming one: the first that matches wins. */
export interface Kind<T> {
  /** As messages call it: `droplet`, `SSH key`. */
  readonly noun: string;
  readonly id: (item: T) => string | number;
  readonly label: (item: T) => string;
  /** What it costs a month in US dollars, where the API tells. */
  readonly monthly?: (item: T) => number | undefined;
  readonly readings: readonly Reading<T>[];
}

export interface ResolveOptions {
  /** Take everything that a text means, in every way of naming. Undefined where the command has no such option. */
  readonly multiple?: boolean | undefined;
}

/**
 * Turns the words of a command line into resources, in order, each once. All of them are found before this returns, so that
 * a command that changes things starts with everything known or not at all.
 */
export async function resolve<T>(
  context: Context,
  kind: Kind<T>,
  { words, multiple }: ResolveOptions & { readonly words: readonly string[] },
): Promise<T[]> {
  const lookup = await createLookup(context);
  const chosen = new Map<string | number, T>();
  const unknown: string[] = [];
  const problems: string[] = [];
  for (const word of words) {
    const matches = await read(kind, word, { lookup, all: multiple === true });
    if (matches.length === 0) unknown.push(word);
    if (matches.length > 1 && multiple !== true) {
      problems.push(severalMeant(kind, word, matches));
      continue;
    }
    for (const match of matches) {
      const id = kind.id(match);
      if (chosen.has(id)) context.messages.warn(`${kind.label(match)} is named more than once; the first is used`);
      else chosen.set(id, match);
    }
  }
  const hint = problems.length > 0 ? howToChoose(multiple) : undefined;
  if (unknown.length > 0) problems.push(`no such ${kind.noun}: ${unknown.join(", ")}`);
  if (problems.length > 0) throw notFound(problems.join("; "), hint);
  return [...chosen.values()];
}

/** As {@link resolve}, for commands that work on exactly one. */
export async function resolveOne<T>(context: Context, kind: Kind<T>, word: string): Promise<T> {
  const item = await atMostOne(kind, word, await createLookup(context));
  if (item === undefined) throw notFound(`no such ${kind.noun}: ${word}`);
  return item;
}

/** The one thing that a word means, or undefined; an error when there are several. */
export async function atMostOne<T>(kind: Kind<T>, word: string, lookup: Lookup): Promise<T | undefined> {
  const matches = await read(kind, word, { lookup, all: false });
  if (matches.length > 1) throw notFound(severalMeant(kind, word, matches), howToChoose());
  return matches[0];
}

/** Everything that one word means; empty when it means nothing. */
export async function read<T>(
  kind: Kind<T>,
  word: string,
  { lookup, all }: { readonly lookup: Lookup; readonly all: boolean },
): Promise<readonly T[]> {
  const found = new Map<string | number, T>();
  for (const { fits, find } of kind.readings) {
    if (fits !== undefined && !fits(word)) continue;
    for (const item of await find(word, lookup)) found.set(kind.id(item), item);
    if (found.size > 0 && !all) break;
  }
  return [...found.values()];
}

export async function createLookup(context: Context): Promise<Lookup> {
  const client = await context.client();
  const collections = new Map<string, Promise<readonly unknown[]>>();
  return {
    client,
    signal: context.signal,
    collection<T>(name: string, read: () => Promise<readonly T[]>) {
      const known = collections.get(name) ?? read();
      collections.set(name, known);
      // Filled by the same caller under the same name.
      return known as Promise<readonly T[]>;
    },
  };
}

function severalMeant<T>(kind: Kind<T>, word: string, matches: readonly T[]): string {
  const ids = matches.map((match) => kind.id(match)).join(", ");
  return `"${word}" is the name of ${matches.length} ${kind.noun}s: ${ids}`;
}

function howToChoose(multiple?: boolean): string {
  return multiple === undefined ? "name one of them by its id" : "name one of them by its id, or take all by -M";
}

/** Whether a word looks like an id number. */
export function isId(word: string): boolean {
  return /^[1-9][0-9]{0,15}$/.test(word);
}

/** Of a lookup by id, slug or fingerprint: what was found, or nothing when the API has no such thing. */
export async function ifThere<T>(lookup: Promise<T>): Promise<readonly T[]> {
  const { NotFoundError } = await import("@doapi/client");
  try {
    return [await lookup];
  } catch (error) {
    if (error instanceof NotFoundError) return [];
    throw error;
  }
}
