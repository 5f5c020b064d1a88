import { randomUUID } from "node:crypto";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler } from "../world.js";
import { clusterLabel, requireCluster, requireStanding } from "./kubernetes-cluster-record.js";

interface LintRecord {
  readonly id: string;
  readonly cluster: string;
  readonly requested_at: string;
  readonly completed_at?: string;
}

export const Lints: Kind<LintRecord> = {
  name: "kubernetes_clusterlint",
  labels: ({ cluster }) => [clusterLabel(cluster)],
};

const run: Handler<"POST /v2/kubernetes/clusters/{cluster_id}/clusterlint"> = ({ world, path }) => {
  const cluster = requireStanding(world, path.cluster_id);
  const lint: LintRecord = { id: randomUUID(), cluster: cluster.id, requested_at: timestamp(world.now) };
  world.documents.put(Lints, lint.id, lint);
  world.schedule("kubernetes_cluster.lint", { lint: lint.id, cluster: cluster.id });
  return { run_id: lint.id };
};

const completed: EventHandler = (world, { payload, errored }) => {
  const { lint: id }: { lint: string } = payload;
  const lint = world.documents.get(Lints, id);
  if (lint && !errored) world.documents.put(Lints, id, { ...lint, completed_at: timestamp(world.now) });
};

/** Nothing runs in a cluster, so that there is nothing to complain of. */
const get: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/clusterlint"> = ({ world, path, query }) => {
  const { id: cluster } = requireCluster(world, path.cluster_id);
  const lints = world.documents.all(Lints, { labels: [clusterLabel(cluster)], newestFirst: true });
  const found = lints.find(({ id }) => query.run_id === undefined || id === query.run_id.toLowerCase());
  if (!found) throw notFound();
  const { id: run_id, cluster: _, ...times } = found;
  return { run_id, ...times, diagnostics: [] };
};

export const kubernetesClusterlintOperations = {
  kubernetes_run_clusterLint: run,
  kubernetes_get_clusterLintResults: get,
};

export const kubernetesClusterlintEvents = { "kubernetes_cluster.lint": completed };
