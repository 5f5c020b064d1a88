import type { ReservedIp } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const reservedIpColumns: Columns<ReservedIp> = [
  { title: "IP", value: (reserved) => reserved.ip },
  { title: "Region", value: (reserved) => reserved.region.slug },
  { title: "Droplet", value: (reserved) => reserved.droplet?.name },
  { title: "Locked", value: (reserved) => reserved.locked, drop: 1 },
];
