import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { CORRECTIONS } from "./corrections.js";
import { DocumentError } from "./document.js";
import { GENERATED_FOLDERS, generate } from "./index.js";

/** The copy of the document that is looked for when none is named. */
const DEFAULT_SPEC = "../shared/openapi/digitalocean.openapi.json";

const WHERE_TO_GET_IT =
  "DigitalOcean publishes it at https://github.com/digitalocean/openapi (bundled as JSON); pass it with --spec FILE.";

/**
 * `generate [--spec FILE] [--check]`, run from the root of the repository. Writes the generated files, or with `--check`
 * compares them with what would be written. Returns the exit code.
 */
export function main(args: readonly string[], root: string): number {
  const options = readOptions(args);
  if (typeof options === "string") return fail(options);
  const spec = resolve(root, options.spec ?? DEFAULT_SPEC);
  if (!existsSync(spec)) {
    const missing = `There is no OpenAPI document at ${spec}. ${WHERE_TO_GET_IT}`;
    if (!options.check || options.spec !== undefined) return fail(missing);
    process.stdout.write(`The generated files were not checked. ${missing}\n`);
    return 0;
  }
  try {
    const outputs = generate(parse(spec), CORRECTIONS);
    return options.check ? check(outputs, root) : write(outputs, root);
  } catch (error) {
    if (error instanceof DocumentError) return fail(`${spec}: ${error.message}`);
    throw error;
  }
}

function readOptions(args: readonly string[]): { spec?: string; check?: boolean } | string {
  try {
    return parseArgs({
      args: [...args],
      options: { spec: { type: "string" }, check: { type: "boolean" } },
    }).values;
  } catch (error) {
    return `${(error as Error).message}\nUsage: generate [--spec FILE] [--check]`;
  }
}

function parse(file: string): unknown {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new DocumentError("this is not JSON; a YAML document has to be bundled as JSON first");
  }
}

function write(outputs: ReadonlyMap<string, string>, root: string): number {
  for (const path of strayFiles(outputs, root)) rmSync(join(root, path));
  for (const [path, text] of outputs) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  process.stdout.write(`Wrote ${outputs.size} files.\n`);
  return 0;
}

function check(outputs: ReadonlyMap<string, string>, root: string): number {
  const differing = [...outputs].filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== text;
  });
  const stray = strayFiles(outputs, root);
  const lines = [...differing.map(([path]) => `differs: ${path}`), ...stray.map((path) => `should not exist: ${path}`)];
  if (lines.length === 0) {
    process.stdout.write(`${outputs.size} generated files are up to date.\n`);
    return 0;
  }
  return fail(`${lines.join("\n")}\nRun \`npm run generate\` and commit what it writes.`);
}

/** Files in the generated folders that would not be generated any more. */
function strayFiles(outputs: ReadonlyMap<string, string>, root: string): string[] {
  return GENERATED_FOLDERS.filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => !outputs.has(path))
    .sort();
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
