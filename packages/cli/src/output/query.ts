import { compile, isRegistered, search, tokenize } from "@jmespath-community/jmespath";
import { usage } from "../failure.js";

/** What `--query` makes of a JSON value. */
export type Query = (value: unknown) => unknown;

/** Reads a JMESPath expression; one that makes no sense is refused with the place where it stops to. */
export function readQuery(expression: string): Query {
  const message = failureOf(expression);
  if (message !== undefined) {
    const place = placeOf(expression, message);
    throw usage(`--query makes no sense at character ${place + 1}: ${message}`, marked(expression, place));
  }
  for (const name of functionsIn(compile(expression))) {
    if (!isRegistered(name)) throw usage(`--query calls ${name}(), which JMESPath does not have`);
  }
  return (value) => {
    try {
      // What the API gives is JSON.
      return search(value as Parameters<typeof search>[0], expression);
    } catch (error) {
      throw usage(`--query does not fit the result: ${String(Reflect.get(Object(error), "message"))}`);
    }
  };
}

const tooShort = "it ends too early";

function failureOf(expression: string): string | undefined {
  try {
    compile(expression);
    return undefined;
  } catch (error) {
    const message = String(Reflect.get(Object(error), "message")).replace(/^Syntax error[:,] /i, "");
    return message.includes("EOF") ? tooShort : message;
  }
}

/** The library does not tell the place: it is the end of the shortest beginning that fails in the same way. */
function placeOf(expression: string, message: string): number {
  if (message === tooShort) return expression.trimEnd().length;
  let end = 1;
  while (end < expression.length && failureOf(expression.slice(0, end)) !== message) end += 1;
  return startOfLastToken(expression.slice(0, end)) ?? end - 1;
}

function startOfLastToken(text: string): number | undefined {
  try {
    return tokenize(text).at(-1)?.start;
  } catch {
    return undefined;
  }
}

function marked(expression: string, place: number): string {
  return `${expression.slice(0, place)} >>> ${expression.slice(place)}`.trim();
}

/** The names of all functions that an expression calls. */
function functionsIn(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { type, name } = node as { readonly type?: unknown; readonly name?: unknown };
  const own = type === "Function" && typeof name === "string" ? [name] : [];
  return [...own, ...Object.values(node).flatMap(functionsIn)];
}
