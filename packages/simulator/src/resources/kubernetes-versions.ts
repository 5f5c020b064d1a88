import type { KubernetesVersion } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";

export type Version = Required<KubernetesVersion>;

const FEATURES = ["cluster-autoscaler", "docr-integration", "ha-control-plane", "token-authentication"];

/** What clusters can have, the newest first; the numbers of the patches are assumed. */
export const VERSIONS: readonly Version[] = ["1.36.4-do.0", "1.36.3-do.0", "1.35.7-do.0", "1.34.10-do.0"].map(
  (slug) => ({ slug, kubernetes_version: slug.replace(/-do\.\d+$/, ""), supported_features: FEATURES }),
);

/** The version that a request means: a slug, a minor version such as `1.35`, or `latest`; throws the 422 for others. */
export function requireVersion(wanted: string): Version {
  const version = VERSIONS.find(
    ({ slug }, index) => slug === wanted || minorOf(slug) === wanted || (wanted === "latest" && index === 0),
  );
  if (!version) throw unprocessable("validation error: invalid version slug");
  return version;
}

/** What a cluster can be upgraded to: the newer patches of its minor version, else those of the next one. */
export function upgradesFrom(slug: string): readonly Version[] {
  const newer = VERSIONS.slice(
    0,
    VERSIONS.findIndex((version) => version.slug === slug),
  );
  const nearest = newer.at(-1);
  return nearest ? newer.filter((version) => minorOf(version.slug) === minorOf(nearest.slug)) : [];
}

/** From 1.36 on the control plane is highly available unless the request says otherwise. */
export function isHighlyAvailableByDefault(slug: string): boolean {
  return Number(minorOf(slug).split(".")[1]) >= 36;
}

/** `1.35` of `1.35.7-do.0` */
function minorOf(slug: string): string {
  return slug.split(".").slice(0, 2).join(".");
}
