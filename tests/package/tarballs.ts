import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = fileURLToPath(new URL("../..", import.meta.url));

export const packages = ["client", "redis", "simulator", "cli", "ssh"] as const;

export interface Tarball {
  /** Where the .tgz is. */
  readonly file: string;
  /** The paths of its files. */
  readonly paths: readonly string[];
  /** Bytes of its files together. */
  readonly unpackedSize: number;
}

export type Tarballs = Record<(typeof packages)[number], Tarball>;

const execute = promisify(execFile);

/** Runs a program to its end; one that fails is an error that carries what it wrote. */
export async function run([program = "", ...args]: readonly string[], options: { cwd?: string; env?: object } = {}) {
  const env = { ...outerEnvironment(), ...options.env };
  return await execute(program, args, { cwd: options.cwd ?? root, env });
}

/** The command line of a tool that the workspace has installed. */
export function tool(name: string): string[] {
  return [process.execPath, join(root, "node_modules", ".bin", name)];
}

/** Packs the packages as they would be published. */
export async function pack(folder: string): Promise<Tarballs> {
  await run([process.execPath, "scripts/build.mjs", "--if-needed"]);
  await mkdir(folder, { recursive: true });
  const all = await Promise.all(packages.map(async (name) => [name, await packOne(name, folder)] as const));
  return Object.fromEntries(all) as Tarballs;
}

async function packOne(name: string, folder: string): Promise<Tarball> {
  const cwd = join(root, "packages", name);
  const { stdout } = await run(["npm", "pack", "--json", "--pack-destination", folder], { cwd });
  const [packed] = JSON.parse(stdout) as { filename: string; unpackedSize: number; files: { path: string }[] }[];
  if (!packed) throw new Error(`npm packed nothing for ${name}`);
  const paths = packed.files.map((file) => file.path).sort();
  return { file: join(folder, packed.filename), paths, unpackedSize: packed.unpackedSize };
}

/** A package's own package.json. */
export async function manifestOf(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(root, "packages", name, "package.json"), "utf8")) as Record<string, unknown>;
}

// Settings of the npm that runs the tests, and of the person who does, have no place in a test.
function outerEnvironment(): Record<string, string | undefined> {
  const foreign = /^(npm_|VITEST|NODE_ENV$|NODE_OPTIONS$|DOAPI_|DIGITALOCEAN_|DO_API_)/i;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: "1", npm_config_update_notifier: "false" };
}
