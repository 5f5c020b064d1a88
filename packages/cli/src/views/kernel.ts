import type { Columns } from "../output/columns.js";

/** A kernel as the API lists it; the list can have nulls. */
type Kernel = {
  readonly id?: number | undefined;
  readonly name?: string | undefined;
  readonly version?: string | undefined;
} | null;

export const kernelColumns: Columns<Kernel> = [
  { title: "ID", value: (kernel) => kernel?.id },
  { title: "Name", value: (kernel) => kernel?.name },
  { title: "Version", value: (kernel) => kernel?.version, drop: 1 },
];
