import { Help } from "commander";
import { takeWord } from "../../command/locate.js";
import type { Io } from "../../io/io.js";
import { findOperation } from "../../operations/find.js";
import { elsewhere } from "../../operations/hosts.js";
import { allOperations, type Field, type Operation, routeOf } from "../../operations/table.js";

/** The help of the operation that a line names; undefined when it names none. */
export async function explainOperation(line: readonly string[], io: Io): Promise<string | undefined> {
  const words: string[] = [];
  for (let next = takeWord(line); next !== undefined; next = takeWord(next.rest)) words.push(next.word);
  const named = words.filter((word) => word.startsWith("/") || !word.includes("="));
  if (named.length === 0) return undefined;
  return describe(findOperation(named, allOperations()).operation, io.stdout.columns);
}

function describe(operation: Operation, columns: number): string {
  const { id, pathParameters = [], query = [], headers = [], body } = operation;
  const groups = { "Path:": pathParameters, "Query:": query, "Headers:": headers, "Body:": body?.fields ?? [] };
  const given = Object.entries(groups).filter(([, fields]) => fields.length > 0);
  const terms = given.flatMap(([, fields]) => fields.map(termOf));
  const width = Math.min(36, Math.max(0, ...terms.map((term) => term.length)));
  const help = new Help();
  help.prepareContext({ helpWidth: columns });
  const blocks = given.map(([title, fields]) =>
    [title, ...fields.map((field) => help.formatItem(termOf(field), width, factsOf(field), help))].join("\n"),
  );
  const needs = [...pathParameters, ...query, ...headers, ...(body?.fields ?? [])].filter(isNeeded);
  const usage = [`doapi api ${id}`, ...needs.map((field) => `${termOf(field)}=...`)].join(" ");
  const notes = notesOf(operation)
    .map((note) => help.boxWrap(note, columns))
    .join("\n");
  const head = help.boxWrap(`Usage: ${usage} [options]`, columns);
  return `${[head, `${routeOf(operation)}\n${notes}`, ...blocks, "Options: doapi api --help"].join("\n\n")}\n`;
}

/** A field that a request cannot do without; of an object it is what is inside that has to be given. */
function isNeeded({ required, name }: Field, _: number, fields: readonly Field[]): boolean {
  return required === true && !fields.some((other) => other.required === true && other.name.startsWith(`${name}[`));
}

function termOf(field: Field): string {
  return isPlainList(field) ? `${field.name}[]` : field.name;
}

function isPlainList({ type }: Field): boolean {
  return type.split("|").every((kind) => kind.endsWith("[]") && kind !== "object[]");
}

function factsOf(field: Field): string {
  const { type, required, values = [], facts = "" } = field;
  const kinds = type.split("|").map((kind) => {
    if (!kind.endsWith("[]")) return kind;
    return isPlainList(field) ? kind.slice(0, -2) : `list of ${kind.slice(0, -2)}s`;
  });
  const said = facts.replace(/^@deprecated ?/, "deprecated ").trim();
  const parts = [kinds.join(" or "), ...(required === true ? ["required"] : []), ...(said === "" ? [] : [said])];
  return `${parts.join(", ")}${values.length > 0 ? `: ${values.join(", ")}` : ""}`;
}

function notesOf(operation: Operation): string[] {
  const { status, scopes = [], alternativeScopes = [], items, media, host, body, deprecated } = operation;
  const ways = [scopes, ...alternativeScopes].filter((way) => way.length > 0).map((way) => way.join(", "));
  const answer = media === undefined ? "" : `, with ${media}`;
  return [
    ...(deprecated === true ? ["Deprecated."] : []),
    `Success is ${status}${answer}.`,
    ...(ways.length > 0 ? [`Scopes: ${ways.join(" or ")}.`] : []),
    ...(items === undefined ? [] : [`A list of ${items}: --paginate reads all pages.`]),
    ...(body?.media === undefined ? [] : [`Its body is ${body.media}: --input @file.`]),
    ...(host === undefined ? [] : [hostNote(host)]),
  ];
}

function hostNote(host: NonNullable<Operation["host"]>): string {
  const { key, address } = elsewhere[host];
  const endpoint = address === undefined ? "--endpoint" : `--endpoint or ${address}`;
  const where =
    host === "inference" ? "https://inference.do-ai.run, or the address of --endpoint" : `the address of ${endpoint}`;
  const with_ =
    key === undefined ? "no key: the address holds the right to do it" : `the key of --access-key or ${key}`;
  return `It lives on a host of its own: ${where}. It is done with ${with_}, never with the API token.`;
}
