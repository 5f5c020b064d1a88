import type { Columns } from "../output/columns.js";

/** A stored token, described. */
export interface ListedContext {
  readonly name: string;
  readonly current: boolean;
  /** The file that it is stored in. */
  readonly source: string;
  /** What is stored; `unreadable` where the file is damaged or can be read by others. */
  readonly kind: "token" | "command" | "unreadable";
  /** Where the token is for; null for DigitalOcean itself. */
  readonly endpoint: string | null;
  readonly email?: string;
  readonly team?: string | null;
}

export const contextColumns: Columns<ListedContext> = [
  { title: "Name", value: (context) => context.name },
  { title: "Current", value: (context) => context.current },
  { title: "Kind", value: (context) => context.kind },
  { title: "Endpoint", value: (context) => context.endpoint, drop: 1 },
  { title: "Source", value: (context) => context.source, drop: 2 },
];

/** With whose token it is, which logging in has found out. */
export const loginColumns: Columns<ListedContext> = [
  ...contextColumns,
  { title: "Email", value: (context) => context.email },
  { title: "Team", value: (context) => context.team },
];
