// Bundles a program as its author would, and weighs what comes out.

import { gzipSync } from "node:zlib";
import { rolldown } from "rolldown";

export async function weigh(input, { platform = "browser", alias = {} } = {}) {
  const bundle = await rolldown({ input, platform, resolve: { alias }, logLevel: "silent" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  const chunks = new Map(output.filter(({ type }) => type === "chunk").map((chunk) => [chunk.fileName, chunk]));
  const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
  const first = new Set([entry.fileName]);
  // A set that grows while it is walked: what is imported by what is imported is first too.
  for (const name of first) {
    for (const imported of chunks.get(name).imports) if (chunks.has(imported)) first.add(imported);
  }
  const bytesOf = (names) =>
    [...names].reduce((sum, name) => sum + gzipSync(chunks.get(name).code, { level: 9 }).length, 0);
  const modules = [...chunks.values()].flatMap(({ moduleIds }) => moduleIds);
  return { first: bytesOf(first), all: bytesOf(chunks.keys()), modules };
}
