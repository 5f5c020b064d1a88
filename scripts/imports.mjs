// Checks which file may import what, dynamic and type-only imports included: `node scripts/imports.mjs`.
// That a package imports only what its package.json declares is knip's to check.

import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { parseSync } from "rolldown/utils";
import { root } from "./command.mjs";

// The first rule that covers a file decides. `allow` and `allowTypes` are matched with what is imported: a package's name, a
// module of Node such as `node:fs`, or for a relative import the path of the file in the checkout.
const RULES = [
  {
    covers: /^packages\/client\/src\/generated\//,
    allow: /^$/,
    allowTypes: /^packages\/client\/src\/generated\//,
    reason: "generated files import only the types of other generated files",
  },
  {
    covers: /^packages\/simulator\/src\/generated\//,
    allow: /^$/,
    allowTypes: /^packages\/simulator\/src\/(generated\/|handler\.js$)/,
    reason: "generated files import only the handler's type",
  },
  {
    covers: /^packages\/client\/src\/.*\.test\.ts$/,
    allow: /^(vitest|fast-check|#platform|node:.*|computed:.*|packages\/client\/.*)$/,
    reason: "the client is tested alone; tests with the simulator are in tests/",
  },
  {
    covers: /^packages\/client\/src\/(platform\.node|transport\/senders\/node)\.ts$/,
    allow: /^(node:.*|computed:.*|packages\/client\/.*)$/,
    reason: "the client has no dependencies",
  },
  {
    covers: /^packages\/client\//,
    allow: /^(#platform|packages\/client\/.*)$/,
    reason: "the client has no dependencies, and only platform.node.ts and transport/senders/node.ts know Node",
  },
  {
    covers: /^packages\/redis\/src\/.*\.test\.ts$/,
    allow:
      /^(?!@doapi\/|packages\/|tests\/|computed:)|^packages\/redis\/|^@doapi\/client$|^tests\/redis\/redis-server\.js$/,
    reason: "the budget on Redis is tested alone, on a server of its own; tests with the simulator are in tests/",
  },
  {
    covers: /^packages\/redis\//,
    allow: /^(node:.*|packages\/redis\/.*|@doapi\/client)$/,
    reason: "the budget on Redis uses the client as any program does",
  },
  {
    covers: /^packages\/simulator\//,
    allow: /^(?!@doapi\/|packages\/|computed:)|^packages\/simulator\//,
    allowTypes: /^@doapi\/client(\/wire)?$/,
    reason: "the simulator must not share code with what it is there to test; it knows the client's types only",
  },
  {
    covers: /^packages\/cli\//,
    allow: /^(?!@doapi\/|packages\/|computed:)|^packages\/cli\/|^@doapi\/(client|client\/wire|redis|simulator)$/,
    reason: "the command line uses the other packages as any program does",
  },
  {
    covers: /^packages\/ssh\//,
    allow: /^(?!@doapi\/|packages\/|computed:)|^packages\/ssh\//,
    reason: "a droplet over SSH is an address: it needs no other package",
  },
  {
    covers: /^packages\/codegen\//,
    allow: /^(?!@doapi\/|packages\/|computed:)|^packages\/codegen\//,
    reason: "the generator writes the other packages and cannot need them",
  },
  {
    covers: /^(tests|examples)\//,
    allow: /^(?!@doapi\/|packages\/|computed:)|^@doapi\/(client|client\/wire|redis|simulator|cli|ssh)$/,
    reason: "tests across packages and examples use what the packages export",
  },
];

const files = ["packages", "tests", "examples"].flatMap(sourcesIn);
const problems = files.flatMap((file) => check(file, readFileSync(posix.join(root, file), "utf8")));
for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} imports that are not allowed`);
process.exitCode = problems.length > 0 ? 1 : 0;

function sourcesIn(folder) {
  return readdirSync(posix.join(root, folder), { recursive: true })
    .map((file) => posix.join(folder, file.replaceAll("\\", "/")))
    .filter((file) => /\.[cm]?[jt]s$/.test(file) && !/\/(node_modules|dist)\//.test(file))
    .sort();
}

function check(file, source) {
  const rule = RULES.find(({ covers }) => covers.test(file));
  if (rule === undefined) return [`${file}: no rule of scripts/imports.mjs covers this file`];
  return importsOf(file, source)
    .filter(({ target, isType }) => !(rule.allow.test(target) || (isType && rule.allowTypes?.test(target))))
    .map(({ name, line }) => `${file}:${line} imports ${name}: ${rule.reason}`);
}

/** What a file imports or re-exports; `isType` when nothing of it is left at run time. */
function importsOf(file, source) {
  const { errors, module } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0].message}`);
  const imports = [
    ...module.staticImports.map((found) => [found, found.moduleRequest.value, onlyTypes(found.entries)]),
    ...module.staticExports
      .filter((found) => found.entries.some((entry) => entry.moduleRequest))
      .map((found) => [found, found.entries[0].moduleRequest.value, onlyTypes(found.entries)]),
    ...module.dynamicImports.map((found) => [found, literal(found.moduleRequest, source), false]),
  ];
  return imports.map(([{ start }, name, isType]) => ({
    name,
    isType,
    target: name.startsWith(".") ? posix.join(posix.dirname(file), name) : name,
    line: source.slice(0, start).split("\n").length,
  }));
}

function onlyTypes(entries) {
  return entries.length > 0 && entries.every((entry) => entry.isType);
}

// What is loaded must be readable from the source, so a computed name counts as a place of its own.
function literal({ start, end }, source) {
  const text = source.slice(start, end);
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : `computed:${text}`;
}
