import { randomUUID } from "node:crypto";
import type { FirewallInput } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { mapped } from "../http/pagination.js";
import { conflict, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  dropletsBehind,
  existingDroplets,
  firewallName,
  type FirewallRecord,
  Firewalls,
  firewallView,
  requireFirewall,
} from "./firewall-record.js";
import { checkRules, existingTags, requireDroplets, type Rules, rulesOf, withoutRules } from "./firewall-rules.js";

const MAX_DROPLETS = 10;
const MAX_TAGS = 5;

/** What a request decides of a firewall. */
type Plan = Rules & Pick<FirewallRecord, "name" | "droplet_ids" | "tags">;

function planOf(body: FirewallInput & { name: string }): Plan {
  const { name, droplet_ids, tags } = body;
  return { name, droplet_ids: droplet_ids ?? [], tags: tags ?? [], ...rulesOf(body) };
}

/** The plan without repetitions; throws what the API refuses, except for rules. */
function checked(world: World, plan: Plan, self?: string): Plan {
  const droplet_ids = [...new Set(plan.droplet_ids)];
  requireDroplets(world, droplet_ids);
  if (droplet_ids.length > MAX_DROPLETS) throw unprocessable(`must have no more than ${MAX_DROPLETS} droplets`);
  const tags = existingTags(world, plan.tags);
  if (tags.length > MAX_TAGS) throw unprocessable(`must have no more than ${MAX_TAGS} tags`);
  const namesakes = world.documents.all(Firewalls, { labels: [firewallName(plan.name)] });
  if (namesakes.some(({ id }) => id !== self)) throw conflict("duplicate name");
  return { ...plan, droplet_ids, tags };
}

/** Puts a plan in force: it is waited for on every Droplet that it concerns. */
function apply(world: World, firewall: FirewallRecord, plan: Partial<Plan>): FirewallRecord {
  const next = { ...firewall, ...plan };
  const [before, after] = [dropletsBehind(world, firewall), dropletsBehind(world, next)];
  const rulesChanged = plan.inbound_rules !== undefined || plan.outbound_rules !== undefined;
  const pending = new Map(firewall.pending_changes.map((change) => [change.droplet_id, change]));
  for (const id of new Set([...before, ...after])) {
    const concerned = rulesChanged || before.has(id) !== after.has(id);
    if (concerned) pending.set(id, { droplet_id: id, removing: !after.has(id), status: "waiting" });
  }
  const changes = firewall.changes + 1;
  const waiting: FirewallRecord = { ...next, changes, status: "waiting", pending_changes: [...pending.values()] };
  world.documents.put(Firewalls, firewall.id, waiting);
  world.schedule("firewall.apply", { firewall: firewall.id, change: changes });
  return waiting;
}

const applied: EventHandler = (world, { payload, errored }) => {
  const { firewall: id, change }: { firewall: string; change: number } = payload;
  const firewall = world.documents.get(Firewalls, id);
  if (firewall?.changes !== change) return;
  const failed = firewall.pending_changes.map((pending) => ({ ...pending, status: "failed" as const }));
  const outcome = errored
    ? { status: "failed" as const, pending_changes: failed }
    : { status: "succeeded" as const, pending_changes: [] };
  world.documents.put(Firewalls, id, { ...firewall, ...outcome });
};

const list: Handler<"GET /v2/firewalls"> = ({ world, page }) => {
  const all = mapped(world.documents.find(Firewalls), (firewall) => firewallView(world, firewall));
  const { items, ...rest } = page(all);
  return { firewalls: items, ...rest };
};

const create: Handler<"POST /v2/firewalls"> = ({ world, body }) => {
  const plan = checked(world, planOf(body));
  checkRules(world, plan);
  const nothing = { droplet_ids: [], tags: [], inbound_rules: [], outbound_rules: [], pending_changes: [] };
  const empty = { id: randomUUID(), name: plan.name, created_at: timestamp(world.now), ...nothing };
  return { firewall: firewallView(world, apply(world, { ...empty, status: "waiting", changes: 0 }, plan)) };
};

const get: Handler<"GET /v2/firewalls/{firewall_id}"> = ({ world, path }) => ({
  firewall: firewallView(world, requireFirewall(world, path.firewall_id)),
});

const update: Handler<"PUT /v2/firewalls/{firewall_id}"> = ({ world, path, body }) => {
  const firewall = requireFirewall(world, path.firewall_id);
  const plan = checked(world, planOf(body), firewall.id);
  checkRules(world, plan);
  return { firewall: firewallView(world, apply(world, firewall, plan)) };
};

const remove: Handler<"DELETE /v2/firewalls/{firewall_id}"> = ({ world, path }) => {
  world.documents.remove(Firewalls, requireFirewall(world, path.firewall_id).id);
  return undefined;
};

type Members = Pick<Plan, "droplet_ids" | "tags">;

/** Changes the Droplets or tags of a firewall. */
function change(world: World, id: string, next: (members: Members) => Partial<Members>): undefined {
  const firewall = requireFirewall(world, id);
  const members = { droplet_ids: existingDroplets(world, firewall.droplet_ids), tags: firewall.tags };
  const { droplet_ids, tags } = checked(world, { ...firewall, ...members, ...next(members) }, firewall.id);
  apply(world, firewall, { droplet_ids, tags });
}

const assignDroplets: Handler<"POST /v2/firewalls/{firewall_id}/droplets"> = ({ world, path, body }) =>
  change(world, path.firewall_id, ({ droplet_ids }) => ({ droplet_ids: [...droplet_ids, ...body.droplet_ids] }));

const removeDroplets: Handler<"DELETE /v2/firewalls/{firewall_id}/droplets"> = ({ world, path, body }) =>
  change(world, path.firewall_id, ({ droplet_ids }) => ({
    droplet_ids: droplet_ids.filter((id) => !body.droplet_ids.includes(id)),
  }));

const addTags: Handler<"POST /v2/firewalls/{firewall_id}/tags"> = ({ world, path, body }) =>
  change(world, path.firewall_id, ({ tags }) => ({ tags: [...tags, ...(body.tags ?? [])] }));

const removeTags: Handler<"DELETE /v2/firewalls/{firewall_id}/tags"> = ({ world, path, body }) => {
  const gone = new Set((body.tags ?? []).map((tag) => tag.toLowerCase()));
  return change(world, path.firewall_id, ({ tags }) => ({ tags: tags.filter((tag) => !gone.has(tag.toLowerCase())) }));
};

const addRules: Handler<"POST /v2/firewalls/{firewall_id}/rules"> = ({ world, path, body }) => {
  const firewall = requireFirewall(world, path.firewall_id);
  const added = rulesOf(body);
  const rules = {
    inbound_rules: [...firewall.inbound_rules, ...added.inbound_rules],
    outbound_rules: [...firewall.outbound_rules, ...added.outbound_rules],
  };
  checkRules(world, rules);
  apply(world, firewall, rules);
  return undefined;
};

const deleteRules: Handler<"DELETE /v2/firewalls/{firewall_id}/rules"> = ({ world, path, body }) => {
  const firewall = requireFirewall(world, path.firewall_id);
  apply(world, firewall, withoutRules(firewall, rulesOf(body)));
  return undefined;
};

export const firewallsOperations = {
  firewalls_list: list,
  firewalls_create: create,
  firewalls_get: get,
  firewalls_update: update,
  firewalls_delete: remove,
  firewalls_assign_droplets: assignDroplets,
  firewalls_delete_droplets: removeDroplets,
  firewalls_add_tags: addTags,
  firewalls_delete_tags: removeTags,
  firewalls_add_rules: addRules,
  firewalls_delete_rules: deleteRules,
};

export const firewallsEvents = { "firewall.apply": applied };
