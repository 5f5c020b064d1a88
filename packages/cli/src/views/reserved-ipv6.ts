import type { ReservedIpv6 } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const reservedIpv6Columns: Columns<ReservedIpv6> = [
  { title: "IP", value: (reserved) => reserved.ip },
  { title: "Region", value: (reserved) => reserved.region_slug },
  { title: "Droplet", value: (reserved) => reserved.droplet?.name },
  { title: "Reserved", value: (reserved) => reserved.reserved_at, drop: 1 },
];
