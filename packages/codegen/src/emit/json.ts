/** JSON with one entry per line, so that a difference shows which entry changed. */
export function lines(entries: readonly string[], [open, close]: readonly [string, string]): string {
  return entries.length === 0 ? `${open}${close}` : `${open}\n${entries.join(",\n")}\n${close}`;
}

export function entryLines(entries: Iterable<readonly [string, unknown]>): string {
  return lines(
    [...entries].map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`),
    ["{", "}"],
  );
}
