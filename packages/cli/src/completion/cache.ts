import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Io } from "../io/io.js";
import type { Candidate } from "./candidate.js";

/** How long names are taken from the disk, in milliseconds: a second Tab must not ask the API again. */
const lifetime = 60_000;

/** Names on the disk, for the user alone to read. */
export interface NameCache {
  read(): Promise<readonly Candidate[] | undefined>;
  write(names: readonly Candidate[]): Promise<void>;
}

/**
 * The cache of one kind of names of one account. `account` is whatever tells accounts apart, tokens included: only its digest is
 * part of the file's name.
 */
export function nameCache(io: Pick<Io, "env" | "home">, kind: string, account: unknown): NameCache {
  const folder = cacheFolder(io);
  const digest = createHash("sha256")
    .update(JSON.stringify([kind, account]))
    .digest("hex")
    .slice(0, 32);
  const file = join(folder, `${kind}-${digest}.json`);
  return {
    async read() {
      const age = Date.now() - (await stat(file)).mtimeMs;
      if (age > lifetime || age < -lifetime) return undefined;
      return JSON.parse(await readFile(file, "utf8")) as readonly Candidate[];
    },
    async write(names) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await removeOld(folder);
      // Renamed into place, so that nobody reads half of it.
      const part = `${file}.${process.pid}`;
      await writeFile(part, JSON.stringify(names), { mode: 0o600, flag: "wx" });
      await rename(part, file);
    },
  };
}

/** Tokens come and go; the names of forgotten ones must not stay. */
async function removeOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = join(folder, name);
    const written = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      // Another process was faster.
      () => Date.now(),
    );
    if (Date.now() - written > lifetime) await rm(file, { force: true });
  }
}

export function cacheFolder({ env, home }: Pick<Io, "env" | "home">): string {
  const caches = env["XDG_CACHE_HOME"] ?? "";
  return join(caches === "" ? join(home, ".cache") : caches, "doapi", "names");
}
