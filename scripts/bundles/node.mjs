// The client's files for Node.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { rolldown } from "rolldown";

const missing =
  'the files of @doapi/client are not beside the program: a bundler finds what it needs by the condition "module"';

// Node reads one file several times faster than sixty, so the client is one, and every resource is one that is read when it is
// first used. Everybody else gets the modules as they are: bundlers leave out by themselves what is not used.
export async function bundleForNode(folder) {
  const dist = join(folder, "dist");
  const resources = resourcesIn(join(dist, "resources"));
  const without = await bundleClient(
    dist,
    resources.map(({ name }) => `export const ${name} = null;`),
  );
  const { files, imports } = await bundleResources(dist, resources, new Set(without.moduleIds));
  const { code } = await bundleClient(dist, [
    ...[...imports].map(([name, file]) => `import { ${name} } from ${JSON.stringify(file)};`),
    // By getBuiltinModule, as an import of node:module takes a tenth of what the whole client takes.
    "const load = (file) => {",
    '  const { createRequire } = process.getBuiltinModule("node:module");',
    // Written like this, tools that collect the files of a deployment find the folder.
    '  const require = createRequire(new URL("./for-node/", import.meta.url));',
    "  try {",
    `    Object.assign(require("./client.cjs"), { ${[...imports.keys()].join(", ")} });`,
    "  } catch (cause) {",
    `    throw new Error(${JSON.stringify(missing)}, { cause });`,
    "  }",
    "  return require(file);",
    "};",
    ...resources.map(({ name, file }) => `export const ${name} = (core) => load("./${file}.cjs").${name}(core);`),
  ]);
  writeFileSync(join(dist, "node.js"), code);
  return [join(dist, "node.js"), ...files];
}

/** The resources, each by the name of its definition, and the file that it is in. */
function resourcesIn(folder) {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".js"))
    .flatMap((file) => {
      const names = readFileSync(join(folder, file), "utf8").matchAll(/^export const (\w+) = \(core\) => new /gm);
      return [...names].map(([, name]) => ({ name, file: basename(file, ".js") }));
    });
}

/** The client in one file, with these lines in the place of all resources. */
async function bundleClient(dist, lines) {
  const folder = join(dist, "resources");
  const place = join(dist, "resources-when-used.js");
  const whenUsed = {
    name: "when-used",
    resolveId(id, importer) {
      const file = join(dirname(importer ?? "."), id);
      const isResource = dirname(file) === folder && basename(file) !== "registry.js";
      return isResource ? place : null;
    },
    load: (id) => (id === place ? lines.join("\n") : null),
  };
  const input = { node: join(dist, "index.js") };
  const bundle = await rolldown({ input, platform: "node", treeshake: false, plugins: [whenUsed] });
  const { output } = await bundle.generate({ codeSplitting: false, comments: false });
  await bundle.close();
  return output[0];
}

// CommonJS, because what a client is asked for first is a property, which nobody awaits. What these files need of the client
// itself, it gives them through one more, so that there is one of everything.
async function bundleResources(dist, resources, clientFiles) {
  const imports = new Map();
  const fromClient = {
    name: "from-client",
    resolveId(id, importer) {
      const isOfClient = importer !== undefined && clientFiles.has(join(dirname(importer), id));
      return isOfClient ? { id: "./client.cjs", external: true } : null;
    },
    transform(code, id) {
      for (const [, names, from] of code.matchAll(/^import \{ (.+) \} from "(\..+)";$/gm)) {
        const file = join(dirname(id), from);
        if (!clientFiles.has(file)) continue;
        for (const name of names.split(", ")) {
          if ((imports.get(name) ?? file) !== file)
            throw new Error(`${name} is in ${file} and in ${imports.get(name)}`);
          imports.set(name, file);
        }
      }
    },
  };
  const bundle = await rolldown({
    input: Object.fromEntries(resources.map(({ file }) => [file, join(dist, "resources", `${file}.js`)])),
    platform: "node",
    treeshake: false,
    preserveEntrySignatures: "allow-extension",
    plugins: [fromClient],
  });
  const dir = join(dist, "for-node");
  const { output } = await bundle.write({
    dir,
    format: "cjs",
    strict: true,
    comments: false,
    entryFileNames: "[name].cjs",
    chunkFileNames: "[name].cjs",
    codeSplitting: { groups: [{ name: "objects", minShareCount: 4 }] },
  });
  await bundle.close();
  // An import of a form that was not read above would be undefined, and that only when it is used.
  for (const { code, fileName } of output) {
    for (const [, name] of code.matchAll(/client_cjs\.(\w+)/g)) {
      if (!imports.has(name)) throw new Error(`${fileName} needs ${name}, which the client does not give it`);
    }
  }
  writeFileSync(join(dir, "client.cjs"), "// Filled by the client before it reads another file of this folder.\n");
  return { imports, files: ["client.cjs", ...output.map(({ fileName }) => fileName)].map((file) => join(dir, file)) };
}
