import { AmbiguousNameError, NameNotFoundError } from "../errors/usage.js";
import type { List } from "../pagination/list.js";

/** The elements of a list that have a name; where the API cannot look for it, the whole list is read. */
export async function named<T extends { readonly name: string }>(list: List<T>, name: string): Promise<T[]> {
  const found: T[] = [];
  for await (const item of list) if (item.name === name) found.push(item);
  return found;
}

/**
 * The one element that a name stands for.
 *
 * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when there are several
 */
export function theOnly<T extends { readonly id: number | string }>(
  found: readonly T[],
  what: string,
  name: string,
): T {
  const [first, ...others] = found;
  if (first === undefined) throw new NameNotFoundError(`no ${what} is named "${name}"`);
  if (others.length > 0) throw new AmbiguousNameError(name, found);
  return first;
}
