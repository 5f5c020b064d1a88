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

/** Where the files are, and what becomes of messages. */
export interface Surroundings {
  /** The checkout's folder. */
  root: string;
  print: (line: string) => void;
  complain: (line: string) => void;
}

/**
 * `generate [--spec FILE] [--check]`, relative to the checkout. Writes the generated files, or with `--check` compares them
 * with what would be written. Returns the exit code.
 */
export function main(args: readonly string[], { root, print, complain }: Surroundings): number {
  try {
    const options = readOptions(args);
    const spec = resolve(root, options.spec ?? DEFAULT_SPEC);
    if (!existsSync(spec)) {
      const missing = `there is no OpenAPI document at ${spec}. ${WHERE_TO_GET_IT}`;
      if (!options.check || options.spec !== undefined) throw new Failure(missing);
      print(`The generated files were not checked: ${missing}`);
      return 0;
    }
    const outputs = generateFrom(spec);
    if (options.check) check(outputs, root);
    else write(outputs, root);
    print(`${options.check ? "Up to date" : "Written"}: ${outputs.size} generated files.`);
    return 0;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    complain(error.message);
    return 1;
  }
}

/** What ends the run with a message. */
class Failure extends Error {}

function readOptions(args: readonly string[]): { spec?: string; check?: boolean } {
  try {
    return parseArgs({ args: [...args], options: { spec: { type: "string" }, check: { type: "boolean" } } }).values;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\nUsage: generate [--spec FILE] [--check]`, { cause: error });
  }
}

function generateFrom(spec: string): Map<string, string> {
  try {
    return generate(JSON.parse(readFileSync(spec, "utf8")), CORRECTIONS);
  } catch (cause) {
    if (cause instanceof DocumentError) throw new Failure(`${spec}: ${cause.message}`, { cause });
    if (cause instanceof SyntaxError) {
      throw new Failure(`${spec} is not JSON; a document in YAML has to be bundled as JSON first`, { cause });
    }
    throw cause;
  }
}

function write(outputs: ReadonlyMap<string, string>, root: string): void {
  for (const path of strayFiles(outputs, root)) rmSync(join(root, path));
  for (const [path, text] of outputs) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function check(outputs: ReadonlyMap<string, string>, root: string): void {
  const differing = [...outputs].filter(([path, text]) => {
    const file = join(root, path);
    return !existsSync(file) || readFileSync(file, "utf8") !== text;
  });
  const findings = [
    ...differing.map(([path]) => `differs: ${path}`),
    ...strayFiles(outputs, root).map((path) => `should not exist: ${path}`),
  ];
  if (findings.length > 0) throw new Failure([...findings, "Run `npm run generate`."].join("\n"));
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
