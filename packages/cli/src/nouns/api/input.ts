import { usage } from "../../failure.js";
import { readBytes, readText } from "../../input/input.js";
import type { Io } from "../../io/io.js";
import type { Operation } from "../../operations/table.js";
import type { Given } from "./arrange.js";
import { typesOf } from "./value.js";

/** The words of the line, told apart: what is written as `key=value` is a field, wherever it stands. */
export interface Words {
  readonly words: readonly string[];
  readonly fields: readonly string[];
  readonly jsonFields: readonly string[];
}

/** An option that takes several words also takes those that name the operation. */
export function splitWords({ words, fields, jsonFields }: Words): Words {
  const named = [...words, ...fields, ...jsonFields].filter((word) => !isField(word));
  return {
    words: named,
    fields: [...words, ...fields].filter(isField),
    jsonFields: jsonFields.filter(isField),
  };
}

function isField(word: string): boolean {
  return /^[^\s/=][^\s=]*=/.test(word);
}

export async function readFields(
  io: Io,
  { fields, jsonFields }: Pick<Words, "fields" | "jsonFields">,
  operation: Operation,
): Promise<Given[]> {
  const given: Given[] = fields.map(cut).map(({ key, text }) => ({ key, value: { text } }));
  for (const field of jsonFields) {
    const { key, text } = cut(field);
    given.push({ key, value: { json: await readJsonField(io, { key, text }, operation) } });
  }
  return given;
}

interface Cut {
  readonly key: string;
  readonly text: string;
}

function cut(field: string): Cut {
  const at = field.indexOf("=");
  return { key: field.slice(0, at), text: field.slice(at + 1) };
}

/** A file is taken as text where the operation takes text there, as a key or a script is; else as JSON. */
async function readJsonField(io: Io, { key, text }: Cut, operation: Operation): Promise<unknown> {
  const content = await readText(io, text);
  const types = typesOf([...(operation.query ?? []), ...(operation.body?.fields ?? [])], key);
  const takesText = types === undefined || types.length === 0 || types.includes("string");
  if (text.startsWith("@") && takesText) return content;
  return parseJson(content, { what: `the value of ${key}`, hint: "-f sends text" });
}

/** The body as it is to be sent: JSON untouched, or the bytes of a file. */
export async function readInputBody(io: Io, input: string, operation: Operation): Promise<string | Uint8Array> {
  if (operation.body === undefined) throw usage(`${operation.id} takes no body`);
  if (operation.body.media !== undefined) {
    if (/^@[^-]/.test(input)) return readBytes(io, input.slice(1));
    throw usage(`${operation.id} takes the bytes of a file`, "name it by --input @file");
  }
  const body = await readText(io, input === "-" ? "@-" : input);
  parseJson(body, { what: "the value of --input" });
  return body;
}

/** The parser's own message quotes the text, which can hold secrets. */
function parseJson(text: string, { what, hint }: { readonly what: string; readonly hint?: string }): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw usage(`${what} is no valid JSON`, hint);
  }
}

export function readHeaders(headers: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    headers.map((header) => {
      const [, name = "", value = ""] = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\x20-\x7e\t]*)$/.exec(header) ?? [];
      if (name === "") throw usage("a header is written name:value, in one line of plain characters");
      return [name.toLowerCase(), value.trimEnd()];
    }),
  );
}
