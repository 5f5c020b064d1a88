import { type Columns, statusColour } from "../output/columns.js";

/** One thing that `doapi doctor` looked at. */
export interface Check {
  readonly check: string;
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  /** What can be done about it. */
  readonly hint?: string | undefined;
}

export const checkColumns: Columns<Check> = [
  { title: "Check", value: ({ check }) => check },
  { title: "Status", value: ({ status }) => status, colour: statusColour },
  { title: "Detail", value: ({ detail }) => detail },
];
