// What becomes of a package's compiled files before they are published.

import { bundleDeclarations } from "./bundles/declarations.mjs";
import { bundleForNode } from "./bundles/node.mjs";
import { bundleProgram } from "./bundles/program.mjs";
import { bundleSimulator } from "./bundles/simulator.mjs";

/** By package: takes its folder and the files that the compiler wrote, and returns those that the package is left with. */
export const bundles = {
  client: async (folder, files) => [
    ...[...files].filter((file) => !file.endsWith(".d.ts")),
    ...(await bundleForNode(folder)),
    ...(await bundleDeclarations(folder)),
  ],
  simulator: async (folder, files) => [
    ...[...files].filter((file) => file.endsWith(".d.ts")),
    ...(await bundleSimulator(folder)),
  ],
  cli: async (folder, files) => [...files, ...(await bundleProgram(folder))],
};
