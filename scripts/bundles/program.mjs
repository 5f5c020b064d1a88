// The command line as it is shipped.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { rolldown } from "rolldown";
import { root } from "../command.mjs";

// Every command starts this anew, so it is made to start fast: CommonJS, which needs no loader of ES modules, in a file for
// each part that is loaded together. What few commands need stays with its package, to be loaded from there.
export async function bundleProgram(folder) {
  const elsewhere = Object.keys(manifestOf(folder).dependencies).filter((name) => name !== "@doapi/client");
  const bundle = await rolldown({
    cwd: folder,
    input: { main: "src/main.ts", index: "src/index.ts", pages: "src/manual/pages.ts" },
    platform: "node",
    external: (id) => elsewhere.some((name) => id === name || id.startsWith(`${name}/`)),
    // rolldown takes `decodeURIComponent(text);` for a call without effect, where its error is what counts.
    treeshake: false,
  });
  const dir = join(folder, "dist", "program");
  const { output } = await bundle.write({
    dir,
    format: "cjs",
    strict: true,
    comments: false,
    entryFileNames: "[name].cjs",
    chunkFileNames: ({ facadeModuleId, name }) => `${placeIn(join(folder, "src"), facadeModuleId) ?? name}.cjs`,
    codeSplitting: {
      // What is loaded together is one file, with all that it imports.
      groups: [
        { name: "client", test: /packages.client.dist/ },
        { name: "start", test: /cli.src.(main|run)\.ts$/ },
        { name: "command", test: /cli.src.dispatch\.ts$/ },
        { name: "session", test: /cli.src.(session.con(text|nect)|verbs.show|output.formats.infer)\.ts$/ },
      ],
    },
  });
  await bundle.close();
  const index = output.find(({ fileName }) => fileName === "index.cjs");
  const others = {
    "index.js": `export { ${index.exports.join(", ")} } from "./program/index.cjs";\n`,
    "program/LICENCES.txt": licencesOf(output.flatMap(({ moduleIds }) => moduleIds)),
    // Where the client, now a part of the program, looks for the scopes of an operation that was refused.
    "generated/scopes.json": readFileSync(join(root, "packages", "client", "generated", "scopes.json"), "utf8"),
  };
  mkdirSync(join(folder, "dist", "generated"), { recursive: true });
  for (const [file, text] of Object.entries(others)) writeFileSync(join(folder, "dist", file), text);
  return [
    ...output.map(({ fileName }) => join(dir, fileName)),
    ...Object.keys(others).map((file) => join(folder, "dist", file)),
  ];
}

/** `nouns-droplet-show` for the module nouns/droplet/show.ts: names that a module alone would have twice. */
function placeIn(folder, module) {
  if (!module?.startsWith(folder)) return undefined;
  return relative(folder, module).replace(/\.ts$/, "").replaceAll(sep, "-");
}

function manifestOf(folder) {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}

/** The licences of the packages that some modules come from: each asks to go along with its code. */
function licencesOf(modules) {
  const folders = new Set(modules.map((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0]).filter(Boolean));
  return [...folders]
    .sort((one, other) => one.localeCompare(other))
    .map((folder) => {
      const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
      if (file === undefined) throw new Error(`${folder} has no licence that could go along with the program`);
      return `${folder.slice(folder.lastIndexOf("node_modules/") + 13)}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join("\n---\n\n");
}
