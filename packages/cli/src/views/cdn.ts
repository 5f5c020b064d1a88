import type { CdnEndpoint } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const cdnColumns: Columns<CdnEndpoint> = [
  { title: "ID", value: (cdn) => cdn.id },
  { title: "Origin", value: (cdn) => cdn.origin },
  { title: "Endpoint", value: (cdn) => cdn.endpoint, drop: 3 },
  { title: "TTL", value: (cdn) => cdn.ttl, right: true },
  { title: "Domain", value: (cdn) => cdn.custom_domain, drop: 1 },
  { title: "Created", value: (cdn) => cdn.created_at, drop: 2 },
];
