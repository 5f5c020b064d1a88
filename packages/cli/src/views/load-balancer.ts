import type { LoadBalancer } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const loadBalancerColumns: Columns<LoadBalancer> = [
  { title: "ID", value: (balancer) => balancer.id },
  { title: "Name", value: (balancer) => balancer.name },
  { title: "Status", value: (balancer) => balancer.status, colour: statusColour },
  { title: "IP", value: (balancer) => balancer.ip },
  { title: "Region", value: (balancer) => balancer.region?.slug, drop: 2 },
  { title: "Rules", value: (balancer) => balancer.forwarding_rules.map(ruleText).join(","), drop: 3 },
  { title: "Tag", value: (balancer) => balancer.tag, drop: 1 },
  { title: "Droplets", value: (balancer) => balancer.droplet_ids?.join(","), drop: 1 },
  { title: "Created", value: (balancer) => balancer.created_at, drop: 4 },
];

function ruleText(rule: LoadBalancer["forwarding_rules"][number]): string {
  return `${rule.entry_protocol}:${rule.entry_port}>${rule.target_protocol}:${rule.target_port}`;
}
