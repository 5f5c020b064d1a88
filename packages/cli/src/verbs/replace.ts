import type { Input } from "../command/declare.js";
import { type extraOptions, readExtras } from "../input/extras.js";
import type { Io } from "../io/io.js";
import { allOperations } from "../operations/table.js";

type Fields = Readonly<Record<string, unknown>>;

/** What a line says of a resource that can only be replaced as a whole. */
export interface Replacement {
  /** Every field that the line speaks of, given what the options say. */
  changes(options: Fields): Fields;
  /** The whole body: what is, with the changes over it. `--set a.b=c` leaves the rest of `a` as it is. */
  body(now: Fields, options: Fields): Fields;
}

export async function readReplacement(io: Io, { data, set }: Input<typeof extraOptions>): Promise<Replacement> {
  const withData = await readExtras(io, { data, set: {} });
  const withSet = await readExtras(io, { data: undefined, set });
  return {
    changes: (options) => withSet(withData(options)),
    body: (now, options) => withSet({ ...now, ...withData(options) }),
  };
}

/**
 * The fields of a resource that its replacement takes, as they are. The API resets what a replacement leaves out, so that a
 * change of one field has to say all the others again.
 */
export function replaceable(operation: string, wire: object): Record<string, unknown> {
  const fields = allOperations().find(({ id }) => id === operation)?.body?.fields ?? [];
  const names = new Set(fields.map(({ name }) => name).filter((name) => !name.includes("[")));
  return Object.fromEntries(Object.entries(wire).filter(([name]) => names.has(name)));
}
