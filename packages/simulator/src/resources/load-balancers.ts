import { randomUUID } from "node:crypto";
import type { LoadBalancerCreate } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { mapped } from "../http/pagination.js";
import { ApiProblem, unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  type LoadBalancerRecord,
  LoadBalancers,
  loadBalancerUrn,
  requireLoadBalancer,
} from "./load-balancer-record.js";
import { checkForwardingRules, forwardingRulesOf, withoutForwardingRules } from "./load-balancer-rules.js";
import {
  checkCertificates,
  checkDroplets,
  checkSettings,
  type LoadBalancerSettings,
  settingsOf,
} from "./load-balancer-settings.js";
import { backends, loadBalancerView } from "./load-balancer-view.js";
import { joinProject } from "./project-membership.js";
import { takeAddress, vpcFor } from "./vpc-record.js";

const HOUR = 60 * 60 * 1000;

const list: Handler<"GET /v2/load_balancers"> = ({ world, page }) => {
  const all = mapped(world.documents.find(LoadBalancers), (loadBalancer) => loadBalancerView(world, loadBalancer));
  const { items, ...rest } = page(all);
  return { load_balancers: items, ...rest };
};

const create: Handler<"POST /v2/load_balancers"> = ({ world, body }) => {
  const settings = settingsOf(body);
  const region = regionOf(world, body);
  checkSettings(world, settings, { region });
  const id = randomUUID();
  const vpc = region === null ? null : vpcFor(world, body.vpc_uuid, region).id;
  const loadBalancer: LoadBalancerRecord = {
    id,
    created_at: timestamp(world.now),
    status: "new",
    busy: 0,
    settings,
    region,
    vpc,
    number: world.nextNumber("network"),
    internal: vpc !== null && settings.network === "INTERNAL" ? takeAddress(world, vpc).ip_address : null,
    sized_at: world.now,
  };
  world.documents.put(LoadBalancers, id, loadBalancer);
  joinProject(world, loadBalancerUrn(id), body.project_id);
  world.schedule("load_balancer.create", { load_balancer: id });
  return { load_balancer: loadBalancerView(world, loadBalancer) };
};

/** The region that a request names; a global load balancer is in none. */
function regionOf(world: World, { region, type }: LoadBalancerCreate): string | null {
  if (type === "GLOBAL") return null;
  if (region === undefined) throw unprocessable("region is required.");
  if (!world.catalog.regions.get(region)?.available) throw unprocessable(`The region ${region} is not available.`);
  return region;
}

const created: EventHandler = (world, { payload, errored }) => {
  const { load_balancer: id }: { load_balancer: string } = payload;
  const loadBalancer = world.documents.get(LoadBalancers, id);
  if (!loadBalancer) return;
  world.documents.put(LoadBalancers, id, { ...loadBalancer, status: errored ? "errored" : "active" });
};

const get: Handler<"GET /v2/load_balancers/{lb_id}"> = ({ world, path }) => ({
  load_balancer: loadBalancerView(world, requireLoadBalancer(world, path.lb_id)),
});

/** One that can be changed now. */
function requireIdle(world: World, id: string): LoadBalancerRecord {
  const loadBalancer = requireLoadBalancer(world, id);
  if (loadBalancer.status === "new" || loadBalancer.busy > 0) {
    throw forbidden("Load Balancer can't be updated while it processes previous actions");
  }
  return loadBalancer;
}

const forbidden = (message: string) => new ApiProblem(403, "forbidden", { message });

/** Makes a change, which it processes for a while. */
function change(world: World, loadBalancer: LoadBalancerRecord, settings: LoadBalancerSettings): LoadBalancerRecord {
  const resized = settings.size_unit !== loadBalancer.settings.size_unit;
  if (resized && world.now < loadBalancer.sized_at + HOUR) {
    const last = timestamp(loadBalancer.sized_at);
    throw forbidden(`Load Balancer can only be resized once every hour, last resized at: ${last}`);
  }
  const sized_at = resized ? world.now : loadBalancer.sized_at;
  const changed = { ...loadBalancer, settings, sized_at, busy: loadBalancer.busy + 1 };
  world.documents.put(LoadBalancers, loadBalancer.id, changed);
  world.schedule("load_balancer.update", { load_balancer: loadBalancer.id });
  return changed;
}

const updated: EventHandler = (world, { payload }) => {
  const { load_balancer: id }: { load_balancer: string } = payload;
  const loadBalancer = world.documents.get(LoadBalancers, id);
  if (loadBalancer) world.documents.put(LoadBalancers, id, { ...loadBalancer, busy: loadBalancer.busy - 1 });
};

/** What cannot change stays as it is when it is left out. */
const FIXED = ["type", "network", "network_stack"] as const;

const update: Handler<"PUT /v2/load_balancers/{lb_id}"> = ({ world, path, body }) => {
  const loadBalancer = requireIdle(world, path.lb_id);
  const { type, network, network_stack } = loadBalancer.settings;
  const settings = settingsOf({ type, network, network_stack, ...body } as LoadBalancerCreate);
  const fixed = FIXED.find((name) => settings[name] !== loadBalancer.settings[name]);
  if (fixed !== undefined) throw unprocessable(`${fixed} cannot be changed.`);
  if ((body.region ?? loadBalancer.region) !== loadBalancer.region) throw unprocessable("region cannot be changed.");
  if ((body.vpc_uuid ?? loadBalancer.vpc) !== loadBalancer.vpc) throw unprocessable("vpc_uuid cannot be changed.");
  checkSettings(world, settings, loadBalancer);
  joinProject(world, loadBalancerUrn(loadBalancer.id), body.project_id);
  return { load_balancer: loadBalancerView(world, change(world, loadBalancer, settings)) };
};

const remove: Handler<"DELETE /v2/load_balancers/{lb_id}"> = ({ world, path }) => {
  world.documents.remove(LoadBalancers, requireLoadBalancer(world, path.lb_id).id);
  return undefined;
};

/** One that can be changed now, and that does not find its Droplets by tag. */
function requireUntagged(world: World, id: string): LoadBalancerRecord {
  const loadBalancer = requireIdle(world, id);
  if (loadBalancer.settings.tag === "") return loadBalancer;
  throw unprocessable("Droplets of a load balancer with a tag are added and removed by tagging.");
}

const addDroplets: Handler<"POST /v2/load_balancers/{lb_id}/droplets"> = ({ world, path, body }) => {
  const loadBalancer = requireUntagged(world, path.lb_id);
  if (body.droplet_ids.length === 0) throw unprocessable("need to provide either a tag or a list of droplets");
  checkDroplets(world, body.droplet_ids, loadBalancer.region);
  const droplet_ids = [...new Set([...backends(world, loadBalancer), ...body.droplet_ids])];
  change(world, loadBalancer, { ...loadBalancer.settings, droplet_ids });
  return undefined;
};

const removeDroplets: Handler<"DELETE /v2/load_balancers/{lb_id}/droplets"> = ({ world, path, body }) => {
  const loadBalancer = requireUntagged(world, path.lb_id);
  const droplet_ids = backends(world, loadBalancer).filter((id) => !body.droplet_ids.includes(id));
  change(world, loadBalancer, { ...loadBalancer.settings, droplet_ids });
  return undefined;
};

const addForwardingRules: Handler<"POST /v2/load_balancers/{lb_id}/forwarding_rules"> = ({ world, path, body }) => {
  const loadBalancer = requireIdle(world, path.lb_id);
  const added = forwardingRulesOf(body.forwarding_rules);
  checkCertificates(world, { forwarding_rules: added });
  changeRules(world, loadBalancer, [...loadBalancer.settings.forwarding_rules, ...added]);
  return undefined;
};

const removeForwardingRules: Handler<"DELETE /v2/load_balancers/{lb_id}/forwarding_rules"> = ({
  world,
  path,
  body,
}) => {
  const loadBalancer = requireIdle(world, path.lb_id);
  changeRules(
    world,
    loadBalancer,
    withoutForwardingRules(loadBalancer.settings.forwarding_rules, body.forwarding_rules),
  );
  return undefined;
};

function changeRules(
  world: World,
  loadBalancer: LoadBalancerRecord,
  forwarding_rules: LoadBalancerSettings["forwarding_rules"],
): void {
  checkForwardingRules(forwarding_rules);
  change(world, loadBalancer, { ...loadBalancer.settings, forwarding_rules });
}

const purgeCache: Handler<"DELETE /v2/load_balancers/{lb_id}/cache"> = ({ world, path }) => {
  const { settings } = requireLoadBalancer(world, path.lb_id);
  if (settings.type !== "GLOBAL") throw unprocessable("Only a global load balancer has a CDN cache.");
  return undefined;
};

export const loadBalancersOperations = {
  loadBalancers_list: list,
  loadBalancers_create: create,
  loadBalancers_get: get,
  loadBalancers_update: update,
  loadBalancers_delete: remove,
  loadBalancers_add_droplets: addDroplets,
  loadBalancers_remove_droplets: removeDroplets,
  loadBalancers_add_forwardingRules: addForwardingRules,
  loadBalancers_remove_forwardingRules: removeForwardingRules,
  loadBalancers_delete_cache: purgeCache,
};

export const loadBalancersEvents = { "load_balancer.create": created, "load_balancer.update": updated };
