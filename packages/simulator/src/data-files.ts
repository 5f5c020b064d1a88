import { readFileSync } from "node:fs";

/** Reads a file of data that the package brings along, by its path in the package. */
export function readData(path: string): unknown {
  return JSON.parse(readFileSync(new URL(`../${path}`, import.meta.url), "utf8"));
}
