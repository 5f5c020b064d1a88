import { type Input, InvalidValue, type Option, text } from "../command/declare.js";
import type { Io } from "../io/io.js";
import { readJsonObject } from "./input.js";

type Fields = Readonly<Record<string, unknown>>;

const set: Option<Fields> = {
  flags: "--set <key=value>",
  summary: "one more field of the request: a.b=c goes into an object, a JSON value is sent as such; may be repeated",
  initial: {},
  parse: (word, previous) => merge(previous, readField(word)),
};

/** For what the API can be told when it makes something, and what has no option of its own. */
export const extraOptions = {
  data: text("--data <json|@file>", "a JSON object with more fields of the request; the other options go over it"),
  set,
};

/**
 * Reads what the user adds to the body of a request. The result completes a body: what `--data` says is replaced by what the
 * body says, and that by what `--set` says.
 */
export async function readExtras(
  io: Io,
  extras: Input<typeof extraOptions>,
): Promise<<B extends object>(body: B) => B> {
  const data = extras.data === undefined ? {} : await readJsonObject(io, extras.data, "--data");
  // The user may say more than is declared: whether it is right is the API's to decide.
  return <B extends object>(body: B) => merge({ ...data, ...body }, extras.set) as B;
}

function readField(word: string): Fields {
  const [, path = "", value = ""] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
  const keys = path.split(".");
  if (keys.includes("")) throw new InvalidValue("Must be key=value; a.b=value goes into an object.");
  return keys.reduceRight<unknown>((inner, key) => fieldsOf([[key, inner]]), readValue(value)) as Fields;
}

/** Numbers, true, false, null, lists, objects and quoted text are JSON; anything else is text. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function merge(fields: Fields, over: Fields): Fields {
  const merged = Object.entries(over).map(([key, value]) => {
    const present = Object.hasOwn(fields, key) ? fields[key] : undefined;
    return [key, isObject(present) && isObject(value) ? merge(present, value) : value] as const;
  });
  return fieldsOf([...Object.entries(fields), ...merged]);
}

/** Every key becomes a field of its own, `__proto__` too. */
function fieldsOf(entries: readonly (readonly [string, unknown])[]): Fields {
  return Object.fromEntries(entries);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
