// The simulator's files.

import { isAbsolute, join } from "node:path";
import { rolldown } from "rolldown";

// `doapi --sim` starts a simulator anew for each command, and Node reads two files in half of the time that two hundred
// take. What only a server needs is a third one.
export async function bundleSimulator(folder) {
  const dir = join(folder, "dist");
  const bundle = await rolldown({
    cwd: folder,
    // What coverage.mjs asks for besides.
    input: { index: "dist/index.js", coverage: "dist/coverage.js" },
    platform: "node",
    // rolldown takes a call whose value is not used for one without effect, where its error is what counts.
    treeshake: false,
    external: (id) => !id.startsWith(".") && !isAbsolute(id),
  });
  const names = { entryFileNames: "[name].js", chunkFileNames: "[name].js" };
  const { output } = await bundle.write({ dir, comments: false, ...names });
  await bundle.close();
  return output.map(({ fileName }) => join(dir, fileName));
}
