import { createHash } from "node:crypto";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { OWNER } from "./account.js";
import { type ClusterRecord, requireCluster } from "./kubernetes-cluster-record.js";
import { endpointOf } from "./kubernetes-cluster-view.js";
import { kubeconfig } from "./kubernetes-kubeconfig.js";

/** Seconds that a token is valid where the request names none. */
const VALIDITY = 7 * 24 * 60 * 60;

/** Made up, and says so: it opens nothing. */
const AUTHORITY = Buffer.from(
  "-----BEGIN CERTIFICATE-----\nMADE UP BY THE SIMULATOR\n-----END CERTIFICATE-----\n",
).toString("base64");

function access(cluster: ClusterRecord) {
  const digest = createHash("sha256").update(cluster.id).digest("hex");
  return { server: endpointOf(cluster), authority: AUTHORITY, token: `made-up-${digest.slice(0, 32)}` };
}

/** A cluster that has an address by now. */
function requireReachable(world: World, id: string): ClusterRecord {
  const cluster = requireCluster(world, id);
  if (cluster.state === "provisioning") throw unprocessable("The cluster is still being provisioned.");
  return cluster;
}

const getKubeconfig: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/kubeconfig"> = ({ world, path, query }) => {
  const cluster = requireReachable(world, path.cluster_id);
  const { region, settings } = cluster;
  const sso = query.type === "sso";
  if (sso && !settings.sso?.enabled) throw unprocessable("validation error: sso is not enabled for the cluster");
  const { token, ...address } = access(cluster);
  return kubeconfig({
    name: `do-${region}-${settings.name}`,
    ...address,
    ...(sso ? { cluster: cluster.id } : { token }),
  });
};

const getCredentials: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/credentials"> = ({ world, path, query }) => {
  const { server, authority, token } = access(requireReachable(world, path.cluster_id));
  return {
    server,
    certificate_authority_data: authority,
    // oxlint-disable-next-line typescript/no-deprecated -- clients find it in the answer
    client_certificate_data: null,
    // oxlint-disable-next-line typescript/no-deprecated -- clients find it in the answer
    client_key_data: null,
    token,
    expires_at: timestamp(world.now + (query.expiry_seconds || VALIDITY) * 1000),
  };
};

const getUser: Handler<"GET /v2/kubernetes/clusters/{cluster_id}/user"> = ({ world, path }) => {
  requireCluster(world, path.cluster_id);
  return { kubernetes_cluster_user: { username: OWNER.email, groups: ["k8saas:authenticated"] } };
};

export const kubernetesAccessOperations = {
  kubernetes_get_kubeconfig: getKubeconfig,
  kubernetes_get_credentials: getCredentials,
  kubernetes_get_clusterUser: getUser,
};
