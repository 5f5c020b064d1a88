import type { Firewall } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const firewallColumns: Columns<Firewall> = [
  { title: "ID", value: (firewall) => firewall.id },
  { title: "Name", value: (firewall) => firewall.name },
  { title: "Status", value: (firewall) => firewall.status, colour: statusColour },
  { title: "Inbound", value: (firewall) => firewall.inbound_rules?.length, right: true, drop: 3 },
  { title: "Outbound", value: (firewall) => firewall.outbound_rules?.length, right: true, drop: 3 },
  { title: "Droplets", value: (firewall) => firewall.droplet_ids?.join(","), drop: 2 },
  { title: "Tags", value: (firewall) => firewall.tags?.join(","), drop: 1 },
  { title: "Created", value: (firewall) => firewall.created_at, drop: 4 },
];
