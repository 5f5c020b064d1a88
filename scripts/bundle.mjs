// What becomes of a package's compiled files before they are published.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { rolldown } from "rolldown";
import { dts } from "rolldown-plugin-dts";
import { root } from "./command.mjs";

/** By package: takes its folder and the files that the compiler wrote, and returns those that the package is left with. */
export const bundles = {
  client: async (folder, files) => [
    ...[...files].filter((file) => !file.endsWith(".d.ts")),
    ...(await bundleForNode(folder)),
    ...(await bundleDeclarations(folder)),
  ],
  cli: async (folder, files) => [...files, ...(await bundleProgram(folder))],
};

/** Nothing is left out: rolldown takes `decodeURIComponent(text);` for a call without effect, where its error is what counts. */
const treeshake = false;

/** In a file that is read whole anyhow, what is loaded only when it is used costs more than it saves. */
const eagerly = {
  name: "eagerly",
  transform(code) {
    const names = [];
    const eager = code.replaceAll(/\bimport\(("\.[^"]+")\)/g, (_, id) => `later${names.push(id)}`);
    return [...names.map((id, index) => `import * as later${index + 1} from ${id};`), eager].join("\n");
  },
};

// Node reads one file several times faster than eighty. Everybody else gets the modules as they are: bundlers leave out
// whole modules that are not used, and parts of one seldom.
async function bundleForNode(folder) {
  const bundle = await rolldown({
    cwd: folder,
    input: { node: "dist/index.js" },
    platform: "node",
    plugins: [eagerly],
  });
  const { output } = await bundle.write({ dir: join(folder, "dist"), codeSplitting: false, comments: false });
  await bundle.close();
  return output.map(({ fileName }) => join(folder, "dist", fileName));
}

// The compiler of a program that uses the client reads two files of declarations in less time than 140: the API's types, and
// all else.
async function bundleDeclarations(folder) {
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

// Every command starts this anew, so it is made to start fast: CommonJS, which needs no loader of ES modules, in a file for
// each part that is loaded together. What few commands need stays with its package, to be loaded from there.
async function bundleProgram(folder) {
  const elsewhere = Object.keys(manifestOf(folder).dependencies).filter((name) => name !== "@doapi/client");
  const bundle = await rolldown({
    cwd: folder,
    input: { main: "src/main.ts", index: "src/index.ts", pages: "src/manual/pages.ts" },
    platform: "node",
    external: (id) => elsewhere.some((name) => id === name || id.startsWith(`${name}/`)),
    treeshake,
  });
  const dir = join(folder, "dist", "program");
  const { output } = await bundle.write({
    dir,
    format: "cjs",
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
