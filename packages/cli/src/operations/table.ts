import { readFileSync } from "node:fs";

/** A value that an operation takes. */
export interface Field {
  /** With brackets for what is inside: `size`, `backup_policy[plan]`, `rules[][port]`. */
  readonly name: string;
  /** `string`, `integer`, `number`, `boolean`, `object` or `any`, each with `[]` for a list; several with `|` between. */
  readonly type: string;
  readonly required?: true;
  readonly values?: readonly (string | number | boolean)[];
  /** Format, bounds and default, in a few words. */
  readonly facts?: string;
}

/** An operation of the API, with what a request of it takes. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  /** The status of success. */
  readonly status: number;
  readonly scopes?: readonly string[];
  readonly alternativeScopes?: readonly (readonly string[])[];
  readonly pagination?: string;
  /** The field of the answer that holds the elements, where the operation lists things. */
  readonly items?: string;
  readonly deprecated?: true;
  /** Where it lives when that is not the API's own address. */
  readonly host?: "inference" | "agent" | "upload";
  /** The type of an answer that is no JSON. */
  readonly media?: string;
  readonly pathParameters?: readonly Field[];
  readonly query?: readonly Field[];
  readonly headers?: readonly Field[];
  readonly body?: Body;
}

export interface Body {
  readonly required?: true;
  /** What is sent when that is no JSON. */
  readonly media?: string;
  readonly fields: readonly Field[];
}

let table: readonly Operation[] | undefined;

/** Every operation of the API, in the order of its document. The file is read when the table is first asked for. */
export function allOperations(): readonly Operation[] {
  table ??= JSON.parse(
    readFileSync(new URL("../../generated/operations.json", import.meta.url), "utf8"),
  ) as readonly Operation[];
  return table;
}

/** The way a route is written: `GET /v2/droplets`. */
export function routeOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}
