import { randomUUID } from "node:crypto";
import { isIPv4 } from "node:net";
import type { FirewallRule, FirewallRuleInput } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { putCluster, requireCluster } from "./database-cluster-record.js";
import { Droplets } from "./droplet-record.js";

const MOST_RULES = 100;

/** The rules of a request. One that names a rule that is there keeps its time. */
export function rulesOf(world: World, cluster_uuid: string, wanted: readonly FirewallRuleInput[]): FirewallRule[] {
  if (wanted.length > MOST_RULES) throw unprocessable(`rules must not have more than ${MOST_RULES} items.`);
  return wanted.map((rule) => {
    checkValue(world, rule);
    return { ...rule, uuid: rule.uuid || randomUUID(), cluster_uuid, created_at: timestamp(world.now) };
  });
}

function checkValue(world: World, { type, value }: FirewallRuleInput): void {
  if (value.trim() === "") throw unprocessable("rules.value can't be blank.");
  if (type === "ip_addr" && !isIPv4(value.replace(/\/(?:[12]?\d|3[0-2])$/, ""))) {
    throw unprocessable(`rules.value: ${value} is not an IPv4 address or a range of them.`);
  }
  if (type === "droplet" && !world.documents.get(Droplets, value)) {
    throw unprocessable(`rules.value: the Droplet ${value} could not be found.`);
  }
}

const list: Handler<"GET /v2/databases/{database_cluster_uuid}/firewall"> = ({ world, path }) => ({
  rules: [...requireCluster(world, path.database_cluster_uuid).rules],
});

const update: Handler<"PUT /v2/databases/{database_cluster_uuid}/firewall"> = ({ world, path, body }) => {
  const cluster = requireCluster(world, path.database_cluster_uuid);
  const known = new Map(cluster.rules.map((rule) => [rule.uuid, rule.created_at]));
  const rules = rulesOf(world, cluster.id, body.rules ?? []).map((rule) => ({
    ...rule,
    created_at: known.get(rule.uuid) ?? timestamp(world.now),
  }));
  putCluster(world, { ...cluster, rules });
  return undefined;
};

export const databaseFirewallOperations = {
  databases_list_firewall_rules: list,
  databases_update_firewall_rules: update,
};
