import { allOperations, type Operation, routeOf } from "./table.js";

type Host = NonNullable<Operation["host"]>;

/** Where the key and the address of an operation on another host come from when the line does not give them. */
interface Source {
  /** The variable of its key; an operation without one needs none. */
  readonly key?: string;
  /** The variable of its address. */
  readonly address?: string;
  /** What the key is, for messages. */
  readonly what?: string;
}

export const elsewhere: Readonly<Record<Host, Source>> = {
  inference: { key: "GRADIENT_MODEL_ACCESS_KEY", what: "a model access key" },
  agent: { key: "GRADIENT_AGENT_ACCESS_KEY", address: "GRADIENT_AGENT_ENDPOINT", what: "the access key of its agent" },
  upload: {},
};

/** The variable of the key that goes with a route on another host; undefined where the API token does. */
export function keyVariable(route: string | undefined): string | undefined {
  const host = allOperations().find((operation) => routeOf(operation) === route)?.host;
  return host === undefined ? undefined : elsewhere[host].key;
}
