import type { Domain } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const domainColumns: Columns<Domain> = [
  { title: "Name", value: (domain) => domain.name },
  { title: "TTL", value: (domain) => domain.ttl, right: true },
];
