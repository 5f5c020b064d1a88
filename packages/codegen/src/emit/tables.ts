import type { Operation } from "../operations.js";
import { entryLines, lines } from "./json.js";
import { routeOf } from "./operations.js";
import { GENERATED } from "./typescript.js";

/** `scopes.json`: the scopes that a route needs. */
export function emitScopes(operations: readonly Operation[]): string {
  const scoped = operations.filter(({ scopes }) => scopes.length > 0);
  return `${entryLines(scoped.map((operation) => [routeOf(operation), operation.scopes]))}\n`;
}

/** `operations.json`: what a server has to know about each operation. */
export function emitOperationTable(operations: readonly Operation[]): string {
  return `${lines(
    operations.map((operation) => JSON.stringify(row(operation))),
    ["[", "]"],
  )}\n`;
}

/** `contract.ts`: one handler, or the admission that there is none, for each operation. */
export function emitContract(operations: readonly Operation[]): string {
  const entries = operations.map((operation) => {
    const key = /^[A-Za-z_$][\w$]*$/.test(operation.id) ? operation.id : JSON.stringify(operation.id);
    const doc = operation.deprecated ? "  /** @deprecated */\n" : "";
    return `${doc}  ${key}: Handler<${JSON.stringify(routeOf(operation))}> | "todo";\n`;
  });
  return [
    GENERATED,
    'import type { Handler } from "../handler.js";\n\n',
    "export type OperationId = keyof Contract;\n\n",
    `export interface Contract {\n${entries.join("")}}\n`,
  ].join("");
}

function row(operation: Operation): Record<string, unknown> {
  const { id, method, path, tag, status, scopes, alternativeScopes, answer, body, host } = operation;
  return {
    id,
    method,
    path,
    tag,
    status,
    scopes,
    ...(alternativeScopes.length > 0 && { alternativeScopes }),
    ...(operation.deprecated && { deprecated: true }),
    pagination: operation.pagination,
    envelope: operation.envelope,
    ...((answer.kind === "text" || answer.kind === "bytes") && { media: answer.media }),
    ...(host && { host }),
    hasBody: body !== undefined,
    ...(body?.required && { bodyRequired: true }),
  };
}
