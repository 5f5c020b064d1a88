import { type Correction, correct } from "./corrections.js";
import { ApiDocument } from "./document.js";
import { emitOperations } from "./emit/operations.js";
import { emitSchemas } from "./emit/schemas.js";
import { emitShellTable } from "./emit/shell.js";
import { emitContract, emitOperationTable, emitScopes } from "./emit/tables.js";
import { emitTypes, emitWire } from "./emit/types.js";
import { buildModel } from "./model.js";
import { readOperations } from "./operations.js";

/** The folders that hold nothing but generated files, from the root of the repository. */
export const GENERATED_FOLDERS = [
  "packages/client/src/generated",
  "packages/client/generated",
  "packages/simulator/generated",
  "packages/simulator/src/generated",
  "packages/cli/generated",
] as const;

/**
 * Generates every file from a parsed OpenAPI document: path from the root of the repository -> text.
 * The same document always gives the same bytes.
 *
 * @throws DocumentError when the document cannot be used
 */
export function generate(value: unknown, corrections: readonly Correction[] = []): Map<string, string> {
  const { root } = new ApiDocument(value);
  const document = new ApiDocument(correct(root, corrections));
  const operations = readOperations(document);
  const model = buildModel(document, operations);
  const [types, tables, server, contract, shell] = GENERATED_FOLDERS;
  return new Map([
    ...[...emitTypes(model)].map(([path, text]) => [`${types}/${path}`, text] as const),
    [`${types}/wire.ts`, emitWire(model)],
    [`${types}/operations.ts`, emitOperations(model)],
    [`${tables}/scopes.json`, emitScopes(operations)],
    [`${server}/operations.json`, emitOperationTable(operations)],
    [`${server}/schemas.json`, emitSchemas(document, operations)],
    [`${contract}/contract.ts`, emitContract(operations)],
    [`${shell}/operations.json`, emitShellTable(document, operations)],
  ]);
}
