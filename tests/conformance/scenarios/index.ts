import type { Scenario } from "../api.js";
import { appDeployments, apps, runningApps } from "./apps.js";
import { alertPolicies } from "./alert-policies.js";
import { autoscalePools } from "./autoscale-pools.js";
import { billing } from "./billing.js";
import { byoipPrefixes } from "./byoip-prefixes.js";
import { catalogue } from "./catalogue.js";
import { cdnEndpoints } from "./cdn-endpoints.js";
import { certificates } from "./certificates.js";
import { databaseContents, databaseCopies, databaseEngines, databases, kafka } from "./databases.js";
import { domains } from "./domains.js";
import { dropletActions } from "./droplet-actions.js";
import { dropletBackups } from "./droplet-backups.js";
import { dropletDestruction, failedDestruction } from "./droplet-destruction.js";
import { droplets, gpuDroplets } from "./droplets.js";
import { failures } from "./failures.js";
import { firewalls } from "./firewalls.js";
import { functions } from "./functions.js";
import { images } from "./images.js";
import { kubernetesClusters, kubernetesDeletion, kubernetesNodePools } from "./kubernetes.js";
import { globalLoadBalancer, loadBalancers } from "./load-balancers.js";
import { logDestinations } from "./log-destinations.js";
import { natGateways } from "./nat-gateways.js";
import { partnerAttachments } from "./partner-attachments.js";
import { nfsShares } from "./nfs-shares.js";
import { oneClicks } from "./one-clicks.js";
import { projects } from "./projects.js";
import { registries, registry } from "./registries.js";
import { floatingIps, reservedIps } from "./reserved-ips.js";
import { reservedIpv6 } from "./reserved-ipv6.js";
import { snapshots } from "./snapshots.js";
import { spacesKeys } from "./spaces-keys.js";
import { sshKeys } from "./ssh-keys.js";
import { tags } from "./tags.js";
import { uptime } from "./uptime.js";
import { volumes, volumeSnapshots } from "./volumes.js";
import { vpcPeerings } from "./vpc-peerings.js";
import { vpcs } from "./vpcs.js";

/** Together they get every operation that is simulated to answer with success; a test names those that none calls. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  appDeployments,
  apps,
  alertPolicies,
  autoscalePools,
  billing,
  byoipPrefixes,
  catalogue,
  cdnEndpoints,
  certificates,
  databaseContents,
  databaseCopies,
  databaseEngines,
  databases,
  domains,
  dropletActions,
  dropletBackups,
  dropletDestruction,
  droplets,
  failedDestruction,
  failures,
  firewalls,
  floatingIps,
  functions,
  globalLoadBalancer,
  gpuDroplets,
  images,
  kafka,
  kubernetesClusters,
  kubernetesDeletion,
  kubernetesNodePools,
  loadBalancers,
  logDestinations,
  natGateways,
  partnerAttachments,
  nfsShares,
  oneClicks,
  projects,
  registries,
  registry,
  reservedIps,
  reservedIpv6,
  runningApps,
  snapshots,
  spacesKeys,
  sshKeys,
  tags,
  uptime,
  volumes,
  volumeSnapshots,
  vpcPeerings,
  vpcs,
};
