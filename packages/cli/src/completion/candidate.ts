/** A word that can stand at the cursor. */
export interface Candidate {
  readonly value: string;
  readonly summary?: string | undefined;
}

/** Gives the names of one kind of thing: `droplet`, `region`. None for a kind that has no names. */
export type Names = (kind: string) => Promise<readonly Candidate[]>;
