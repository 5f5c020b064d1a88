import type { Contract } from "./generated/contract.js";
import type { LifecycleName } from "./lifecycles.js";
import { accountOperations } from "./resources/account.js";
import { actionsOperations } from "./resources/actions.js";
import { cdnEndpointsOperations } from "./resources/cdn-endpoints.js";
import { certificatesEvents, certificatesOperations } from "./resources/certificates.js";
import { domainRecordsOperations } from "./resources/domain-records.js";
import { domainsOperations } from "./resources/domains.js";
import { dropletActionsEvents, dropletActionsOperations } from "./resources/droplet-actions.js";
import { dropletCreationEvents } from "./resources/droplet-creation.js";
import { dropletDestructionEvents, dropletDestructionOperations } from "./resources/droplet-destruction.js";
import { dropletsOperations } from "./resources/droplets.js";
import { firewallsEvents, firewallsOperations } from "./resources/firewalls.js";
import { imageActionsEvents, imageActionsOperations } from "./resources/image-actions.js";
import { imagesEvents, imagesOperations } from "./resources/images.js";
import { loadBalancersEvents, loadBalancersOperations } from "./resources/load-balancers.js";
import { regionsOperations } from "./resources/regions.js";
import { reservedIpActionsOperations } from "./resources/reserved-ip-actions.js";
import { reservedIpAssignmentEvents } from "./resources/reserved-ip-assignment.js";
import { reservedIpsEvents, reservedIpsOperations } from "./resources/reserved-ips.js";
import { reservedIpv6Operations } from "./resources/reserved-ipv6.js";
import { sizesOperations } from "./resources/sizes.js";
import { snapshotsOperations } from "./resources/snapshots.js";
import { sshKeysOperations } from "./resources/ssh-keys.js";
import { tagsOperations } from "./resources/tags.js";
import { autoscalePoolsEvents, autoscalePoolsOperations } from "./resources/autoscale-pools.js";
import { autoscaleScalingEvents } from "./resources/autoscale-scaling.js";
import { volumeActionsEvents, volumeActionsOperations } from "./resources/volume-actions.js";
import { volumeAttachmentEvents } from "./resources/volume-attachment.js";
import { volumeSnapshotsOperations } from "./resources/volume-snapshots.js";
import { volumesOperations } from "./resources/volumes.js";
import { billingOperations } from "./resources/billing.js";
import { natGatewaysEvents, natGatewaysOperations } from "./resources/nat-gateways.js";
import { projectResourcesOperations } from "./resources/project-resources.js";
import { projectsOperations } from "./resources/projects.js";
import { vpcPeeringsEvents, vpcPeeringsOperations } from "./resources/vpc-peerings.js";
import { vpcsOperations } from "./resources/vpcs.js";
import { alertPoliciesOperations } from "./resources/alert-policies.js";
import { byoipPrefixesEvents, byoipPrefixesOperations } from "./resources/byoip-prefixes.js";
import { functionsAccessKeysOperations } from "./resources/functions-access-keys.js";
import { functionsNamespacesOperations } from "./resources/functions-namespaces.js";
import { functionsTriggersOperations } from "./resources/functions-triggers.js";
import { logDestinationsOperations } from "./resources/log-destinations.js";
import { nfsAccessPointsEvents, nfsAccessPointsOperations } from "./resources/nfs-access-points.js";
import { nfsActionsEvents, nfsActionsOperations } from "./resources/nfs-actions.js";
import { nfsSharesEvents, nfsSharesOperations } from "./resources/nfs-shares.js";
import { nfsSnapshotsOperations } from "./resources/nfs-snapshots.js";
import { oneClicksOperations } from "./resources/one-clicks.js";
import { registriesOperations } from "./resources/registries.js";
import {
  registryGarbageCollectionsEvents,
  registryGarbageCollectionsOperations,
} from "./resources/registry-garbage-collections.js";
import { registryRepositoriesOperations } from "./resources/registry-repositories.js";
import { registrySubscriptionOperations } from "./resources/registry-subscription.js";
import { registryOperations } from "./resources/registry.js";
import { spacesKeysOperations } from "./resources/spaces-keys.js";
import { uptimeAlertsOperations } from "./resources/uptime-alerts.js";
import { uptimeChecksEvents, uptimeChecksOperations } from "./resources/uptime-checks.js";
import { todo } from "./todo.js";
import type { EventHandler } from "./world.js";

/** The operations that are simulated. */
export const simulated = {
  ...accountOperations,
  ...actionsOperations,
  ...cdnEndpointsOperations,
  ...certificatesOperations,
  ...domainsOperations,
  ...domainRecordsOperations,
  ...dropletsOperations,
  ...dropletActionsOperations,
  ...dropletDestructionOperations,
  ...firewallsOperations,
  ...imagesOperations,
  ...imageActionsOperations,
  ...loadBalancersOperations,
  ...regionsOperations,
  ...reservedIpsOperations,
  ...reservedIpActionsOperations,
  ...reservedIpv6Operations,
  ...sizesOperations,
  ...snapshotsOperations,
  ...sshKeysOperations,
  ...tagsOperations,
  ...autoscalePoolsOperations,
  ...volumesOperations,
  ...volumeActionsOperations,
  ...volumeSnapshotsOperations,
  ...billingOperations,
  ...natGatewaysOperations,
  ...projectsOperations,
  ...projectResourcesOperations,
  ...vpcsOperations,
  ...vpcPeeringsOperations,
  ...uptimeChecksOperations,
  ...uptimeAlertsOperations,
  ...spacesKeysOperations,
  ...registriesOperations,
  ...registryOperations,
  ...registrySubscriptionOperations,
  ...registryRepositoriesOperations,
  ...registryGarbageCollectionsOperations,
  ...alertPoliciesOperations,
  ...logDestinationsOperations,
  ...nfsSharesOperations,
  ...nfsSnapshotsOperations,
  ...nfsAccessPointsOperations,
  ...nfsActionsOperations,
  ...oneClicksOperations,
  ...functionsNamespacesOperations,
  ...functionsTriggersOperations,
  ...functionsAccessKeysOperations,
  ...byoipPrefixesOperations,
};

/** Every operation of the API: what does it, or that nothing does yet. One that is missing here does not compile. */
export const registry: Contract = { ...simulated, ...todo };

/** What happens when a lifecycle has passed. */
export const events: Readonly<Record<LifecycleName, EventHandler>> = {
  ...dropletCreationEvents,
  ...dropletDestructionEvents,
  ...dropletActionsEvents,
  ...reservedIpsEvents,
  ...reservedIpAssignmentEvents,
  ...certificatesEvents,
  ...firewallsEvents,
  ...imagesEvents,
  ...imageActionsEvents,
  ...loadBalancersEvents,
  ...autoscalePoolsEvents,
  ...autoscaleScalingEvents,
  ...volumeActionsEvents,
  ...volumeAttachmentEvents,
  ...natGatewaysEvents,
  ...vpcPeeringsEvents,
  ...uptimeChecksEvents,
  ...registryGarbageCollectionsEvents,
  ...nfsSharesEvents,
  ...nfsAccessPointsEvents,
  ...nfsActionsEvents,
  ...byoipPrefixesEvents,
};
