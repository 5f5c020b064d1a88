import type { Droplet, DropletSnapshot } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import type { World } from "../world.js";
import { policyView, nextBackupWindow, SUPPORTED_POLICIES } from "./droplet-backups.js";
import { createDroplets, namesOf } from "./droplet-creation.js";
import { KERNELS } from "./droplet-kernels.js";
import { type DropletRecord, Droplets, dropletView, nameLabel, requireDroplet } from "./droplet-record.js";
import { firewallsBefore, firewallView } from "./firewall-record.js";
import { type ImageRecord, Images, madeOf } from "./image-record.js";
import { tagLabel } from "./tag-label.js";

const list: Handler<"GET /v2/droplets"> = ({ world, query, page }) => {
  const labels = [
    ...(query.tag_name === undefined ? [] : [tagLabel(query.tag_name)]),
    ...(query.name === undefined ? [] : [nameLabel(query.name)]),
  ];
  // Droplets with GPUs are shown only when they are asked for, by type, tag or name.
  if (query.type || labels.length === 0) labels.push(`type:${query.type ?? "droplets"}`);
  const { items, ...rest } = page(world.documents.find(Droplets, { labels }));
  return { droplets: items.map((droplet) => dropletView(world, droplet)), ...rest };
};

const create: Handler<"POST /v2/droplets"> = ({ world, body, origin }) => {
  const created = createDroplets(world, namesOf(body), body);
  const droplets: Droplet[] = created.map(({ droplet }) => dropletView(world, droplet));
  const links = {
    actions: created.map(({ action: id }) => ({ id, rel: "create", href: `${origin}/v2/actions/${id}` })),
  };
  const [droplet] = droplets;
  return "names" in body || !droplet ? { droplets, links } : { droplet, links };
};

const get: Handler<"GET /v2/droplets/{droplet_id}"> = ({ world, path }) => ({
  droplet: dropletView(world, requireDroplet(world, path.droplet_id)),
});

/** The snapshots or backups of a Droplet that is there. */
function imagesOf(world: World, id: number, type: "snapshot" | "backup") {
  const { id: droplet } = requireDroplet(world, id);
  return mapped(world.documents.find(Images, { labels: [type, madeOf(droplet)] }), snapshotView);
}

function snapshotView({ id, name, type, created_at, regions, ...image }: ImageRecord): DropletSnapshot {
  const { min_disk_size, size_gigabytes } = image;
  return {
    id,
    name,
    type,
    created_at,
    regions,
    min_disk_size: min_disk_size ?? 0,
    size_gigabytes: size_gigabytes ?? 0,
  };
}

const listSnapshots: Handler<"GET /v2/droplets/{droplet_id}/snapshots"> = ({ world, path, page }) => {
  const { items, ...rest } = page(imagesOf(world, path.droplet_id, "snapshot"));
  return { snapshots: items, ...rest };
};

const listBackups: Handler<"GET /v2/droplets/{droplet_id}/backups"> = ({ world, path, page }) => {
  const { items, ...rest } = page(imagesOf(world, path.droplet_id, "backup"));
  return { backups: items, ...rest };
};

const listKernels: Handler<"GET /v2/droplets/{droplet_id}/kernels"> = ({ world, path, page }) => {
  requireDroplet(world, path.droplet_id);
  const { items, ...rest } = page(fromArray(KERNELS));
  return { kernels: items, ...rest };
};

const listFirewalls: Handler<"GET /v2/droplets/{droplet_id}/firewalls"> = ({ world, path, page }) => {
  const firewalls = firewallsBefore(world, requireDroplet(world, path.droplet_id));
  const { items, ...rest } = page(mapped(fromArray(firewalls), (firewall) => firewallView(world, firewall)));
  return { firewalls: items, ...rest };
};

/** Every Droplet has a machine of its own. */
const listNeighbors: Handler<"GET /v2/droplets/{droplet_id}/neighbors"> = ({ world, path }) => {
  requireDroplet(world, path.droplet_id);
  return { droplets: [] };
};

const listNeighborIds: Handler<"GET /v2/reports/droplet_neighbors_ids"> = () => ({ neighbor_ids: [] });

function policyRecord(world: World, { id, backups }: DropletRecord) {
  const window = { next_backup_window: backups && nextBackupWindow(backups, world.now) };
  return {
    droplet_id: id,
    backup_enabled: backups !== null,
    ...(backups && { backup_policy: policyView(backups) }),
    ...window,
  };
}

const getBackupPolicy: Handler<"GET /v2/droplets/{droplet_id}/backups/policy"> = ({ world, path }) => ({
  policy: policyRecord(world, requireDroplet(world, path.droplet_id)),
});

const listBackupPolicies: Handler<"GET /v2/droplets/backups/policies"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(Droplets));
  return { policies: Object.fromEntries(items.map((droplet) => [droplet.id, policyRecord(world, droplet)])), ...rest };
};

const listSupportedPolicies: Handler<"GET /v2/droplets/backups/supported_policies"> = () => ({
  supported_policies: SUPPORTED_POLICIES,
});

export const dropletsOperations = {
  droplets_list: list,
  droplets_create: create,
  droplets_get: get,
  droplets_list_snapshots: listSnapshots,
  droplets_list_backups: listBackups,
  droplets_list_kernels: listKernels,
  droplets_list_firewalls: listFirewalls,
  droplets_list_neighbors: listNeighbors,
  droplets_list_neighborsIds: listNeighborIds,
  droplets_get_backup_policy: getBackupPolicy,
  droplets_list_backup_policies: listBackupPolicies,
  droplets_list_supported_backup_policies: listSupportedPolicies,
};
