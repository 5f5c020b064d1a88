import { resolve } from "node:path";
import { universalOptions, type UniversalInput } from "../command/universal.js";
import type { Io } from "../io/io.js";
import { simulatorByDefault, simulatorState } from "../session/simulator.js";
import { contextNames, readCurrent } from "../session/stored-contexts.js";
import { namedByEnvironment, tokenVariables } from "../session/token.js";
import type { Candidate, Names } from "./candidate.js";
import { nameCache } from "./cache.js";
import { liveNames } from "./live.js";

/** Longer than this nobody waits for a list of words, in milliseconds. */
const patience = 3000;

/** The options that decide which account is asked. */
const deciding = ["apiToken", "apiTokenFile", "apiTokenCommand", "context", "endpoint", "sim"] as const;
type Deciding = Partial<Pick<UniversalInput, (typeof deciding)[number]>>;

/** The names of an account, from the API or from the disk. Whatever fails, there are none, and nobody is told. */
export function accountNames(io: Io, given: ReadonlyMap<string, string | true>): Names {
  const options = decidingOptions(given);
  return async (kind) => {
    if (kind === "context") return (await contextNames(io)).map((value) => ({ value }));
    const read = Object.hasOwn(liveNames, kind) ? liveNames[kind] : undefined;
    // Standard input is the terminal that is typed at.
    if (read === undefined || options.apiTokenFile === "-") return [];
    const cache = nameCache(io, kind, await accountOf(io, options));
    const known = await cache.read().catch(() => undefined);
    if (known !== undefined) return known;
    try {
      const names = await ask(io, options, read);
      await cache.write(names).catch(() => undefined);
      return names;
    } catch {
      return [];
    }
  };
}

async function ask(io: Io, options: Deciding, read: NonNullable<(typeof liveNames)[string]>): Promise<Candidate[]> {
  const silent = { write: () => {}, isTTY: false, columns: 80, closed: false };
  // Loaded only now: names that are on the disk need none of it.
  const { createContext } = await import("../session/context.js");
  const context = await createContext({ ...io, stdout: silent, stderr: silent }, { ...options, quiet: true });
  try {
    const names = await read(await context.client(), { signal: AbortSignal.timeout(patience), timeout: patience });
    const known = new Map(names.map((name) => [name.value, name]));
    // A name with a control character could do more on a terminal than be read.
    return [...known.values()].filter(({ value, summary = "" }) => !/\p{Cc}/u.test(value + summary));
  } finally {
    await context.close();
  }
}

/** What the token depends on, rather than the token itself: looking for one can mean to run a command. */
async function accountOf(io: Io, options: Deciding): Promise<unknown> {
  if (options.sim === true || simulatorByDefault(io)) return ["simulator", simulatorState(io)];
  const context = options.context ?? namedByEnvironment(io) ?? (await readCurrent(io).catch(() => undefined));
  const file = options.apiTokenFile === undefined ? undefined : resolve(io.cwd, options.apiTokenFile);
  return [options, file, context, tokenVariables.map((name) => io.env[name])];
}

function decidingOptions(given: ReadonlyMap<string, string | true>): Deciding {
  const values = deciding.flatMap((key) => {
    const value = given.get(key);
    return value === undefined || (value === true) !== (universalOptions[key].initial === false) ? [] : [[key, value]];
  });
  // Texts and a switch, as their declarations have them.
  return Object.fromEntries(values) as Deciding;
}
