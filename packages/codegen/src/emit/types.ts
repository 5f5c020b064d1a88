import type { Model } from "../model.js";
import { GENERATED, importLines, nameList, TypePrinter } from "./typescript.js";

/** `types/<tag>.ts`: the declarations of one tag each. */
export function emitTypes(model: Model): Map<string, string> {
  const outputs = new Map<string, string>();
  for (const [file, declarations] of model.files) {
    if (declarations.length === 0) continue;
    const printer = new TypePrinter(model);
    const body = declarations.map((declaration) => printer.declaration(declaration)).join("\n");
    const imports = importLines(model, printer.names, { file, folder: "./" });
    outputs.set(`types/${file}.ts`, `${GENERATED}${imports && `${imports}`}\n${body}`);
  }
  return outputs;
}

/** `wire.ts`: every type by name. */
export function emitWire(model: Model): string {
  const files = [...model.files]
    .filter(([, declarations]) => declarations.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = files.map(([file, declarations]) => {
    const names = declarations.map(({ name }) => name).sort();
    return `${nameList("export", names)} from "./types/${file}.js";\n`;
  });
  return `${GENERATED}${lines.join("")}`;
}
