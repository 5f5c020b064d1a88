// Rounds and what is made of them.

/**
 * Measures every subject once in each round. Each round begins with another subject, so that none has always the same
 * neighbour, and what slows the machine down for a while slows all of them down.
 *
 * @template T
 * @param {{ names: string[], rounds: number }} plan
 * @param {(name: string) => Promise<T> | T} measure
 * @returns {Promise<Record<string, T[]>>} by subject, the value of each round
 */
export async function inRounds({ names, rounds }, measure) {
  const values = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) values[name].push(await measure(name));
  }
  return values;
}

/** @typedef {{ least: number, median: number, most: number }} Spread */

/** @returns {Spread} */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return { least: sorted[0], median, most: sorted.at(-1) };
}

/**
 * Divides what a subject had in a round by what the base had in the same round.
 *
 * @param {Record<string, number[]>} values
 * @returns {Record<string, Spread>} by subject
 */
export function ratios(values, base) {
  return against(values, base, (value, floor) => value / floor);
}

/** The same with differences: what a subject has more than the base. */
export function differences(values, base) {
  return against(values, base, (value, floor) => value - floor);
}

function against(values, base, compare) {
  const compared = Object.entries(values).map(([name, list]) => [
    name,
    spread(list.map((value, round) => compare(value, values[base][round]))),
  ]);
  return Object.fromEntries(compared);
}

/** One field of each round's value. */
export function field(values, name) {
  return Object.fromEntries(
    Object.entries(values).map(([subject, list]) => [subject, list.map((value) => value[name])]),
  );
}
