import type { LoadBalancer } from "@doapi/client/wire";
import type { World } from "../world.js";
import { publicAddress, publicAddress6 } from "./droplet-networks.js";
import { Droplets } from "./droplet-record.js";
import { type LoadBalancerRecord, loadBalancerUrn } from "./load-balancer-record.js";
import { projectOf } from "./project-membership.js";
import { tagLabel } from "./tag-label.js";

/** A load balancer as the API shows it, with its region and its Droplets written out. */
export function loadBalancerView(world: World, loadBalancer: LoadBalancerRecord): LoadBalancer {
  const { id, created_at, status, settings, vpc } = loadBalancer;
  const region = world.catalog.regions.get(loadBalancer.region ?? "");
  return {
    id,
    ...settings,
    ...addressesOf(loadBalancer),
    status,
    created_at,
    ...(region && { region }),
    droplet_ids: backends(world, loadBalancer),
    ...(vpc !== null && { vpc_uuid: vpc }),
    project_id: projectOf(world, loadBalancerUrn(id)),
  };
}

/** Addresses are there with the activation. */
function addressesOf({ status, number, region, internal, settings }: LoadBalancerRecord) {
  if (status !== "active") return { ip: "" };
  if (internal !== null) return { ip: internal };
  const { ip_address: ip } = publicAddress(number);
  return settings.network_stack === "IPV4" ? { ip } : { ip, ipv6: publicAddress6(number, region ?? "").ip_address };
}

/** The Droplets that traffic goes to: those with the tag in the same region, or those that are named. */
export function backends(
  world: World,
  { settings, region }: Pick<LoadBalancerRecord, "settings" | "region">,
): number[] {
  const { tag, droplet_ids } = settings;
  if (tag === "") return droplet_ids.filter((id) => world.documents.get(Droplets, id));
  const tagged = world.documents.all(Droplets, { labels: [tagLabel(tag)] });
  return tagged.filter((droplet) => region === null || droplet.region === region).map(({ id }) => id);
}
