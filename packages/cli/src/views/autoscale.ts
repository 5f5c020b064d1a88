import type { AutoscalePool, AutoscalePoolEvent, AutoscalePoolMember } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const autoscaleColumns: Columns<AutoscalePool> = [
  { title: "ID", value: (pool) => pool.id },
  { title: "Name", value: (pool) => pool.name },
  { title: "Status", value: (pool) => pool.status, colour: statusColour },
  { title: "Droplets", value: (pool) => pool.active_resources_count, right: true },
  { title: "Wanted", value: wanted, right: true },
  { title: "Region", value: (pool) => pool.droplet_template.region, drop: 1 },
  { title: "Size", value: (pool) => pool.droplet_template.size, drop: 2 },
  { title: "Created", value: (pool) => pool.created_at, drop: 3 },
];

function wanted({ config }: AutoscalePool): string {
  if ("target_number_instances" in config) return String(config.target_number_instances);
  return `${config.min_instances}-${config.max_instances}`;
}

export const autoscaleMemberColumns: Columns<AutoscalePoolMember> = [
  { title: "Droplet", value: (member) => member.droplet_id },
  { title: "Status", value: (member) => member.status, colour: statusColour },
  { title: "Health", value: (member) => member.health_status },
  { title: "CPU", value: (member) => member.current_utilization.cpu, right: true },
  { title: "Memory", value: (member) => member.current_utilization.memory, right: true },
  { title: "Created", value: (member) => member.created_at, drop: 1 },
];

export const autoscaleHistoryColumns: Columns<AutoscalePoolEvent> = [
  { title: "Started", value: (event) => event.created_at },
  { title: "Reason", value: (event) => event.reason },
  { title: "Status", value: (event) => event.status },
  { title: "From", value: (event) => event.current_instance_count, right: true },
  { title: "To", value: (event) => event.desired_instance_count, right: true },
];
