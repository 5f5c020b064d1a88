import type { ClusterUpdate, MaintenancePolicy } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";
import { parseRange } from "./ip-range.js";

/** The part of a cluster that can be changed. */
export interface ClusterSettings extends Required<Omit<ClusterUpdate, "maintenance_policy">> {
  readonly maintenance_policy: Required<NonNullable<MaintenancePolicy>>;
}

/** What a cluster has where its request says nothing. */
export const DEFAULT_SETTINGS: Omit<ClusterSettings, "name" | "ha"> = {
  tags: [],
  maintenance_policy: { start_time: "00:00", duration: "4h0m0s", day: "any" },
  auto_upgrade: false,
  surge_upgrade: false,
  control_plane_firewall: null,
  cluster_autoscaler_configuration: null,
  sso: null,
  routing_agent: { enabled: false },
  p2p_oci_registry_plugin: { enabled: false },
  amd_gpu_device_plugin: { enabled: false },
  amd_gpu_device_metrics_exporter_plugin: { enabled: false },
  nvidia_gpu_device_plugin: { enabled: false },
  rdma_shared_dev_plugin: { enabled: false },
  coredns_autoscaler: { enabled: false },
};

/** The settings with what a request changes of them; throws the 422 for what no cluster can have. */
export function changedSettings(present: ClusterSettings, wanted: ClusterUpdate): ClusterSettings {
  const { maintenance_policy: window, ...rest } = wanted;
  const known = Object.entries(rest).filter(([field]) => Object.hasOwn(present, field));
  const changed: ClusterSettings = {
    ...present,
    ...(Object.fromEntries(known) as Omit<ClusterUpdate, "maintenance_policy">),
    tags: ownTags(wanted.tags ?? present.tags),
    maintenance_policy: { ...present.maintenance_policy, ...window, duration: present.maintenance_policy.duration },
  };
  checkName(changed.name, "cluster");
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(changed.maintenance_policy.start_time)) {
    throw unprocessable("validation error: maintenance_policy.start_time must be HH:MM");
  }
  checkSso(changed.sso);
  checkFirewall(changed.control_plane_firewall);
  return changed;
}

/** Throws the 422 for a name that is not one of a cluster or node pool. */
export function checkName(name: string, of: "cluster" | "node pool"): void {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return;
  throw unprocessable(
    `validation error: invalid ${of} name: it has lower-case letters, digits and dashes only, 63 at most, and no dash at an end`,
  );
}

/** Without the tags that clusters and pools have by themselves: a client can send back all that it was shown. */
export function ownTags(tags: readonly string[]): string[] {
  return [...new Set(tags)].filter((tag) => tag !== "k8s" && !tag.startsWith("k8s:"));
}

function checkSso(sso: ClusterSettings["sso"]): void {
  if (sso?.enabled && !(sso.issuer_url && sso.client_id)) {
    throw unprocessable("validation error: sso needs issuer_url and client_id");
  }
  if (sso?.required && !sso.enabled)
    throw unprocessable("validation error: sso can be required only when it is enabled");
}

function checkFirewall(firewall: ClusterSettings["control_plane_firewall"]): void {
  const wrong = firewall?.allowed_addresses?.find(
    (address) => !parseRange(address.includes("/") ? address : `${address}/32`),
  );
  if (wrong !== undefined) throw unprocessable(`validation error: ${wrong} is not an IPv4 address or network`);
}
