import type { AssociatedKubernetesResource, AssociatedKubernetesResources } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import {
  change,
  clusterLabel,
  type ClusterRecord,
  Clusters,
  clusterTag,
  noted,
  requireCluster,
  requireStanding,
} from "./kubernetes-cluster-record.js";
import { Lints } from "./kubernetes-clusterlint.js";
import { NodePools, Nodes } from "./kubernetes-node-pool-record.js";
import { beginDeletingNodes } from "./kubernetes-node-pools.js";
import { LoadBalancers } from "./load-balancer-record.js";
import { tagLabel } from "./tag-label.js";
import { Volumes, VolumeSnapshots } from "./volume-record.js";

type Associated = Record<keyof AssociatedKubernetesResources, readonly Required<AssociatedKubernetesResource>[]>;

/** What was made for a cluster and bears its tag, as the drivers in a real one do it. */
function associatedWith(world: World, { id }: ClusterRecord): Associated {
  const tag = clusterTag(id);
  const labels = [tagLabel(tag)];
  return {
    load_balancers: world.documents
      .all(LoadBalancers)
      .filter(({ settings }) => settings.tag === tag)
      .map((each) => ({ id: each.id, name: each.settings.name })),
    volumes: world.documents.all(Volumes, { labels }).map(named),
    volume_snapshots: world.documents.all(VolumeSnapshots, { labels }).map(named),
  };
}

const named = ({ id, name }: Required<AssociatedKubernetesResource>) => ({ id, name });

const KINDS = { load_balancers: LoadBalancers, volumes: Volumes, volume_snapshots: VolumeSnapshots } satisfies Record<
  keyof Associated,
  Kind<never>
>;

const sorts = Object.keys(KINDS) as (keyof Associated)[];

type Chosen = Partial<Record<keyof Associated, readonly string[]>>;

/** Begins to delete a cluster, its nodes, and what is chosen of that which was made for it. */
function beginDeleting(world: World, cluster: ClusterRecord, chosen: Chosen): void {
  change(world, cluster, { state: "deleting" });
  beginDeletingNodes(world, cluster);
  world.schedule("kubernetes_cluster.delete", { cluster: cluster.id, chosen });
}

const deleted: EventHandler = (world, { payload, errored }) => {
  const { cluster: id, chosen }: { cluster: string; chosen: Chosen } = payload;
  const cluster = world.documents.get(Clusters, id);
  if (!cluster) return;
  if (errored) {
    change(world, cluster, { state: "error", messages: noted(world, cluster, "The cluster could not be deleted.") });
    return;
  }
  for (const sort of sorts) for (const each of chosen[sort] ?? []) world.documents.remove(KINDS[sort], each);
  removeParts(world, Nodes, id);
  removeParts(world, NodePools, id);
  removeParts(world, Lints, id);
  world.documents.remove(Clusters, id);
};

function removeParts<T extends { readonly id: string }>(world: World, kind: Kind<T>, cluster: string): void {
  for (const { id } of world.documents.all(kind, { labels: [clusterLabel(cluster)] })) world.documents.remove(kind, id);
}

/** What was made for the cluster stays. */
const remove: Handler<"DELETE /v2/kubernetes/clusters/{cluster_id}"> = ({ world, path }) => {
  beginDeleting(world, requireStanding(world, path.cluster_id), {});
  return undefined;
};

const listAssociated: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources"> = ({
  world,
  path,
}) => {
  const { load_balancers, volumes, volume_snapshots } = associatedWith(world, requireCluster(world, path.cluster_id));
  return {
    load_balancers: [...load_balancers],
    volumes: [...volumes],
    volume_snapshots: [...volume_snapshots],
  };
};

const removeSelected: Handler<
  "DELETE /v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources/selective"
> = ({ world, path, body }) => {
  const cluster = requireStanding(world, path.cluster_id);
  const associated = associatedWith(world, cluster);
  for (const sort of sorts) {
    const known = new Set(associated[sort].map(({ id }) => id));
    // What is named and not the cluster's is refused rather than left standing silently.
    if (body[sort]?.some((id) => !known.has(id))) throw notFound();
  }
  beginDeleting(world, cluster, body);
  return undefined;
};

const removeAll: Handler<"DELETE /v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources/dangerous"> = ({
  world,
  path,
}) => {
  const cluster = requireStanding(world, path.cluster_id);
  const associated = associatedWith(world, cluster);
  beginDeleting(world, cluster, Object.fromEntries(sorts.map((sort) => [sort, associated[sort].map(({ id }) => id)])));
  return undefined;
};

export const kubernetesDeletionOperations = {
  kubernetes_delete_cluster: remove,
  kubernetes_list_associatedResources: listAssociated,
  kubernetes_destroy_associatedResourcesSelective: removeSelected,
  kubernetes_destroy_associatedResourcesDangerous: removeAll,
};

export const kubernetesDeletionEvents = { "kubernetes_cluster.delete": deleted };
