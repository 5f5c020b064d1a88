export interface Weight {
  /** Bytes, minified and gzipped, of what has to be loaded before anything runs. */
  readonly first: number;
  /** The same together with what is loaded when it is first used. */
  readonly all: number;
  /** The files that got into it. */
  readonly modules: readonly string[];
}

/**
 * Bundles a program and weighs it.
 *
 * @param input the program's file
 * @param options where it is to run (default: in a browser), and files to take for names
 */
export function weigh(
  input: string,
  options?: { platform?: "browser" | "node"; alias?: Record<string, string> },
): Promise<Weight>;
