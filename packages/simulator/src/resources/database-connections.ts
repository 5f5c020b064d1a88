import type { DatabaseConnection } from "@doapi/client/wire";

/** How clients talk to an engine. */
interface Protocol {
  readonly scheme: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly query: string;
}

const SQL = { port: 25060, user: "doadmin", database: "defaultdb" };
const CACHE: Protocol = { scheme: "rediss://", port: 25061, user: "default", database: "", query: "" };

/** By the engine's family. */
const PROTOCOLS: Readonly<Record<string, Protocol>> = {
  pg: { ...SQL, scheme: "postgresql://", query: "sslmode=require" },
  mysql: { ...SQL, scheme: "mysql://", query: "ssl-mode=REQUIRED" },
  redis: CACHE,
  valkey: CACHE,
  mongodb: {
    scheme: "mongodb+srv://",
    port: 27017,
    user: "doadmin",
    database: "admin",
    query: "tls=true&authSource=admin",
  },
  kafka: { scheme: "", port: 25073, user: "doadmin", database: "", query: "" },
  opensearch: { scheme: "https://", port: 25060, user: "doadmin", database: "", query: "" },
};

export function protocolOf(family: string): Protocol {
  const protocol = PROTOCOLS[family];
  if (!protocol) throw new Error(`No protocol for databases of ${family}.`);
  return protocol;
}

/** The address of nodes: under a top-level domain that leads nowhere, so that no password goes to anybody. */
export function hostOf(name: string, owner: number): string {
  return `${name}-do-user-${owner}-0.db.ondigitalocean.invalid`;
}

export interface Access {
  readonly host: string;
  readonly port?: number;
  /** Who connects; nobody in particular when it is left out. */
  readonly user?: string | undefined;
  /** Left out where it is not shown. */
  readonly password?: string | undefined;
  readonly database?: string;
}

export function connectionOf(family: string, access: Access): DatabaseConnection {
  const protocol = protocolOf(family);
  const { host, user, password, port = protocol.port, database = protocol.database } = access;
  const secret = password === undefined ? "" : `:${password}`;
  // An SRV record has the port, and Kafka's clients want to know nothing but where it is.
  const login = user === undefined || protocol.scheme === "" ? "" : `${user}${secret}@`;
  const place = family === "mongodb" ? host : `${host}:${port}`;
  const path = database === "" ? "" : `/${database}`;
  const query = protocol.query === "" ? "" : `?${protocol.query}`;
  return {
    uri: `${protocol.scheme}${login}${place}${path}${query}`,
    database,
    host,
    port,
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
    ssl: true,
  };
}
