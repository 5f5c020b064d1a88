// The client's declarations.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";

// The compiler of a program that uses the client reads two files of declarations in less time than 140: the API's types, and
// all else.
export async function bundleDeclarations(folder) {
  const dist = join(folder, "dist");
  const apiTypes = {
    name: "api-types",
    resolveId: (id) => (/\/types\/[\w-]+\.js$/.test(id) ? { id: "./wire.js", external: true } : null),
  };
  const declarations = {
    "wire.d.ts": await declarationsOf(join(dist, "generated", "wire.d.ts"), []),
    "index.d.ts": await declarationsOf(join(dist, "index.d.ts"), [apiTypes]),
  };
  for (const [file, text] of Object.entries(declarations)) writeFileSync(join(dist, file), text);
  return Object.keys(declarations).map((file) => join(dist, file));
}

async function declarationsOf(input, plugins) {
  const bundle = await rolldown({ input, plugins: [...plugins, dts({ dtsInput: true })] });
  const { output } = await bundle.generate({ format: "esm" });
  await bundle.close();
  return output[0].code;
}
