/** The candidates that a misspelt word may have meant, the nearest first; none when nothing is near. */
export function nearest(word: string, candidates: readonly string[], most = 3): string[] {
  const wanted = word.toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  return candidates
    .map((candidate) => ({ candidate, distance: closeness(wanted, candidate.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** A part of a name, or its parts in another order as in `create_droplet`, are as near as one wrong letter. */
function closeness(wanted: string, candidate: string, limit: number): number {
  const parts = wanted.split(/[^a-z0-9]+/).filter((part) => part !== "");
  const isWithin = wanted.length > 2 && parts.every((part) => candidate.includes(part));
  return isWithin && candidate !== wanted ? 1 : editDistance(wanted, candidate, limit);
}

/**
 * Letters to add, leave out, replace or swap with the next to get from one word to the other; more than `limit` is only told as
 * more.
 */
export function editDistance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
