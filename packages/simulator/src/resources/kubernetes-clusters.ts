import { randomUUID } from "node:crypto";
import type { ClusterInput } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { mapped } from "../http/pagination.js";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import {
  change,
  clusterName,
  type ClusterRecord,
  Clusters,
  noted,
  requireCluster,
  requireStanding,
  tagsOf,
} from "./kubernetes-cluster-record.js";
import { changedSettings, type ClusterSettings, DEFAULT_SETTINGS } from "./kubernetes-cluster-settings.js";
import { clusterReadView, clusterView } from "./kubernetes-cluster-view.js";
import { poolsOf } from "./kubernetes-node-pool-record.js";
import { addPool, retag } from "./kubernetes-node-pools.js";
import { checkRegion, nodeSizes } from "./kubernetes-sizes.js";
import { subnetsFor } from "./kubernetes-subnets.js";
import { isHighlyAvailableByDefault, requireVersion, upgradesFrom } from "./kubernetes-versions.js";
import { ensureTag } from "./tags.js";
import { vpcFor } from "./vpc-record.js";

function checkUnique(world: World, name: string, id?: string): void {
  const [other] = world.documents.all(Clusters, { labels: [clusterName(name)] });
  if (other && other.id !== id) throw unprocessable("validation error: a cluster with this name already exists");
}

/** The settings of a new cluster: the plugins for GPUs are there where nodes have some. */
function newSettings(world: World, request: ClusterInput, version: string): ClusterSettings {
  const wanted = new Set(request.node_pools.map(({ size }) => size));
  const models = nodeSizes(world).flatMap(({ slug, gpu_info }) => (wanted.has(slug) ? [gpu_info?.model ?? ""] : []));
  const defaults: ClusterSettings = {
    ...DEFAULT_SETTINGS,
    name: request.name,
    ha: isHighlyAvailableByDefault(version),
    amd_gpu_device_plugin: { enabled: models.some((model) => model.startsWith("amd")) },
    nvidia_gpu_device_plugin: { enabled: models.some((model) => model.startsWith("nvidia")) },
  };
  return changedSettings(defaults, request);
}

const list: Handler<"GET /v2/kubernetes/clusters"> = ({ world, page }) => {
  const { items, ...rest } = page(mapped(world.documents.find(Clusters), (cluster) => clusterReadView(world, cluster)));
  return { kubernetes_clusters: items, ...rest };
};

const create: Handler<"POST /v2/kubernetes/clusters"> = ({ world, body }) => {
  const { slug: version } = requireVersion(body.version);
  checkRegion(world, body.region);
  if (body.worker_subnet_uuid && !body.vpc_uuid) {
    throw unprocessable("validation error: worker_subnet_uuid needs vpc_uuid");
  }
  const settings = newSettings(world, body, version);
  checkUnique(world, settings.name);
  const now = timestamp(world.now);
  const vpc = vpcFor(world, body.vpc_uuid, body.region);
  const cluster: ClusterRecord = {
    id: randomUUID(),
    settings,
    region: body.region,
    version,
    vpc_uuid: vpc.id,
    ...(body.worker_subnet_uuid !== undefined && { worker_subnet_uuid: body.worker_subnet_uuid }),
    ...subnetsFor(world, vpc, body),
    isolated_workers: body.isolated_workers ?? false,
    state: "provisioning",
    number: world.nextNumber("network"),
    registries: null,
    messages: [],
    created_at: now,
    updated_at: now,
  };
  world.documents.put(Clusters, cluster.id, cluster);
  for (const tag of tagsOf(cluster)) ensureTag(world, tag);
  const pools = body.node_pools.map((pool) => addPool(world, cluster, pool));
  if (!pools.some(({ count }) => count > 0)) {
    throw unprocessable("validation error: a cluster must have at least one node pool with a node");
  }
  world.schedule("kubernetes_cluster.create", { cluster: cluster.id });
  return { kubernetes_cluster: clusterView(world, cluster) };
};

const created: EventHandler = (world, { payload, errored }) => {
  const { cluster: id }: { cluster: string } = payload;
  const cluster = world.documents.get(Clusters, id);
  if (cluster?.state !== "provisioning") return;
  if (errored) {
    change(world, cluster, {
      state: "error",
      messages: noted(world, cluster, "The cluster could not be provisioned."),
    });
  } else change(world, cluster, { state: "running" });
};

const get: Handler<"GET /v2/kubernetes/clusters/{cluster_id}"> = ({ world, path }) => ({
  kubernetes_cluster: clusterReadView(world, requireCluster(world, path.cluster_id)),
});

const update: Handler<"PUT /v2/kubernetes/clusters/{cluster_id}"> = ({ world, path, body }) => {
  const cluster = requireStanding(world, path.cluster_id);
  const settings = changedSettings(cluster.settings, body);
  if (cluster.settings.ha && !settings.ha) throw unprocessable("validation error: ha can not be disabled");
  checkUnique(world, settings.name, cluster.id);
  const changed = change(world, cluster, { settings });
  for (const tag of tagsOf(changed)) ensureTag(world, tag);
  for (const pool of poolsOf(world, changed)) retag(world, changed, pool);
  return { kubernetes_cluster: clusterView(world, changed) };
};

const listUpgrades: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/upgrades"> = ({ world, path }) => {
  const upgrades = upgradesFrom(requireCluster(world, path.cluster_id).version);
  return { available_upgrade_versions: upgrades.length > 0 ? [...upgrades] : null };
};

const upgrade: Handler<"POST /v2/kubernetes/clusters/{cluster_id}/upgrade"> = ({ world, path, body }) => {
  const cluster = requireStanding(world, path.cluster_id);
  const { slug: version } = requireVersion(body.version ?? "");
  if (!upgradesFrom(cluster.version).some(({ slug }) => slug === version)) {
    throw unprocessable(`validation error: a cluster of ${cluster.version} can not be upgraded to ${version}`);
  }
  if (cluster.state !== "running") throw unprocessable(`validation error: the cluster is ${cluster.state}`);
  change(world, cluster, { state: "upgrading" });
  world.schedule("kubernetes_cluster.upgrade", { cluster: cluster.id, version });
  return undefined;
};

const upgraded: EventHandler = (world, { payload, errored }) => {
  const { cluster: id, version }: { cluster: string; version: string } = payload;
  const cluster = world.documents.get(Clusters, id);
  if (cluster?.state !== "upgrading") return;
  if (errored) {
    change(world, cluster, { state: "running", messages: noted(world, cluster, `The upgrade to ${version} failed.`) });
  } else change(world, cluster, { state: "running", version });
};

const listMessages: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/status_messages"> = ({ world, path, query }) => {
  const { messages } = requireCluster(world, path.cluster_id);
  const since = query.since === undefined ? 0 : Date.parse(query.since);
  return { messages: messages.filter(({ timestamp: at }) => Date.parse(at) >= since) };
};

export const kubernetesClustersOperations = {
  kubernetes_list_clusters: list,
  kubernetes_create_cluster: create,
  kubernetes_get_cluster: get,
  kubernetes_update_cluster: update,
  kubernetes_get_availableUpgrades: listUpgrades,
  kubernetes_upgrade_cluster: upgrade,
  kubernetes_get_status_messages: listMessages,
};

export const kubernetesClustersEvents = {
  "kubernetes_cluster.create": created,
  "kubernetes_cluster.upgrade": upgraded,
};
