import type { Model, TypedOperation } from "../model.js";
import type { Operation } from "../operations.js";
import { GENERATED, importLines, TypePrinter } from "./typescript.js";

/** `operations.ts`: the table of all routes with what goes in and what comes out. */
export function emitOperations(model: Model): string {
  const printer = new TypePrinter(model);
  const entries = model.operations.map((typed) => entry(printer, typed)).join("");
  const imports = importLines(model, printer.names, { folder: "./types/" });
  return `${GENERATED}${imports}\nexport interface Operations {\n${entries}}\n`;
}

/** The route by which an operation is called: `GET /v2/droplets`. */
export function routeOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

function entry(printer: TypePrinter, { operation, path, query, body, headers, result }: TypedOperation): string {
  const pathText = path
    .map((property) => printer.property(property, "request", ""))
    .join(" ")
    .replace(/;$/, "");
  const args = [
    ...(path.length > 0 ? [`path: { ${pathText} }`] : []),
    ...Object.entries({ query, body, headers }).flatMap(([name, argument]) =>
      argument ? [`${name}${argument.required ? "" : "?"}: ${printer.type(argument.type, "request")}`] : [],
    ),
  ];
  const members = [
    `args: {${args.length > 0 ? ` ${args.join("; ")} ` : ""}}`,
    `result: ${result ? printer.type(result, "response") : "undefined"}`,
    ...(operation.envelope === null ? [] : [`items: ${JSON.stringify(operation.envelope)}`]),
    ...(operation.ambiguous ? ['itemsKey: "required"'] : []),
    ...(operation.host ? [`host: ${JSON.stringify(operation.host)}`] : []),
  ];
  return `  /** ${notes(operation)} */\n  ${JSON.stringify(routeOf(operation))}: { ${members.join("; ")} };\n`;
}

function notes({ status, scopes, alternativeScopes, pagination, deprecated }: Operation): string {
  const ways = [scopes, ...alternativeScopes].filter((way) => way.length > 0).map((way) => way.join(", "));
  const facts = [String(status), ...(ways.length > 0 ? [ways.join(" or ")] : []), ...(pagination ? ["paginated"] : [])];
  return `${deprecated ? "@deprecated " : ""}${facts.join(" · ")}`;
}
