import type { Contract } from "./generated/contract.js";
import type { LifecycleName } from "./lifecycles.js";
import { accountOperations } from "./resources/account.js";
import { actionsOperations } from "./resources/actions.js";
import { cdnEndpointsOperations } from "./resources/cdn-endpoints.js";
import { certificatesEvents, certificatesOperations } from "./resources/certificates.js";
import { databaseBackupsOperations } from "./resources/database-backups.js";
import { databaseChangesEvents, databaseChangesOperations } from "./resources/database-changes.js";
import { databaseClustersEvents, databaseClustersOperations } from "./resources/database-clusters.js";
import { databaseConfigOperations } from "./resources/database-config.js";
import { databaseEnginesOperations } from "./resources/database-engines.js";
import { databaseEventsOperations } from "./resources/database-events.js";
import { databaseFirewallOperations } from "./resources/database-firewall.js";
import { databaseIndexesOperations } from "./resources/database-indexes.js";
import { databaseLogSinksOperations } from "./resources/database-log-sinks.js";
import { databaseMetricsOperations } from "./resources/database-metrics.js";
import { databaseMigrationsEvents, databaseMigrationsOperations } from "./resources/database-migrations.js";
import { databaseNamesOperations } from "./resources/database-names.js";
import { databasePoolsOperations } from "./resources/database-pools.js";
import { databaseReplicasEvents, databaseReplicasOperations } from "./resources/database-replicas.js";
import { databaseSchemasOperations } from "./resources/database-schemas.js";
import { databaseSettingsOperations } from "./resources/database-settings.js";
import { databaseTopicsEvents, databaseTopicsOperations } from "./resources/database-topics.js";
import { databaseUsersOperations } from "./resources/database-users.js";
import { domainRecordsOperations } from "./resources/domain-records.js";
import { domainsOperations } from "./resources/domains.js";
import { dropletActionsEvents, dropletActionsOperations } from "./resources/droplet-actions.js";
import { dropletCreationEvents } from "./resources/droplet-creation.js";
import { dropletDestructionEvents, dropletDestructionOperations } from "./resources/droplet-destruction.js";
import { dropletsOperations } from "./resources/droplets.js";
import { firewallsEvents, firewallsOperations } from "./resources/firewalls.js";
import { imageActionsEvents, imageActionsOperations } from "./resources/image-actions.js";
import { imagesEvents, imagesOperations } from "./resources/images.js";
import { kubernetesAccessOperations } from "./resources/kubernetes-access.js";
import { kubernetesClusterlintEvents, kubernetesClusterlintOperations } from "./resources/kubernetes-clusterlint.js";
import { kubernetesClustersEvents, kubernetesClustersOperations } from "./resources/kubernetes-clusters.js";
import { kubernetesDeletionEvents, kubernetesDeletionOperations } from "./resources/kubernetes-deletion.js";
import { kubernetesNodePoolsOperations } from "./resources/kubernetes-node-pools.js";
import { kubernetesNodesEvents, kubernetesNodesOperations } from "./resources/kubernetes-nodes.js";
import { kubernetesOptionsOperations } from "./resources/kubernetes-options.js";
import { kubernetesRegistriesOperations } from "./resources/kubernetes-registries.js";
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
import { appAlertsOperations } from "./resources/app-alerts.js";
import { appBandwidthOperations } from "./resources/app-bandwidth.js";
import { appCatalogOperations } from "./resources/app-catalog.js";
import { appDeploymentsEvents, appDeploymentsOperations } from "./resources/app-deployments.js";
import { appEventsOperations } from "./resources/app-events.js";
import { appInstancesOperations } from "./resources/app-instances.js";
import { appJobInvocationsOperations } from "./resources/app-job-invocations.js";
import { appLogsOperations } from "./resources/app-logs.js";
import { appRollbacksOperations } from "./resources/app-rollbacks.js";
import { appsOperations } from "./resources/apps.js";
import { partnerAttachmentsEvents, partnerAttachmentsOperations } from "./resources/partner-attachments.js";
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
  ...databaseBackupsOperations,
  ...databaseChangesOperations,
  ...databaseClustersOperations,
  ...databaseConfigOperations,
  ...databaseEnginesOperations,
  ...databaseEventsOperations,
  ...databaseFirewallOperations,
  ...databaseIndexesOperations,
  ...databaseLogSinksOperations,
  ...databaseMetricsOperations,
  ...databaseMigrationsOperations,
  ...databaseNamesOperations,
  ...databasePoolsOperations,
  ...databaseReplicasOperations,
  ...databaseSchemasOperations,
  ...databaseSettingsOperations,
  ...databaseTopicsOperations,
  ...databaseUsersOperations,
  ...domainsOperations,
  ...domainRecordsOperations,
  ...dropletsOperations,
  ...dropletActionsOperations,
  ...dropletDestructionOperations,
  ...firewallsOperations,
  ...imagesOperations,
  ...imageActionsOperations,
  ...kubernetesAccessOperations,
  ...kubernetesClusterlintOperations,
  ...kubernetesClustersOperations,
  ...kubernetesDeletionOperations,
  ...kubernetesNodePoolsOperations,
  ...kubernetesNodesOperations,
  ...kubernetesOptionsOperations,
  ...kubernetesRegistriesOperations,
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
  ...appsOperations,
  ...appAlertsOperations,
  ...appBandwidthOperations,
  ...appCatalogOperations,
  ...appDeploymentsOperations,
  ...appEventsOperations,
  ...appInstancesOperations,
  ...appJobInvocationsOperations,
  ...appLogsOperations,
  ...appRollbacksOperations,
  ...partnerAttachmentsOperations,
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
  ...databaseChangesEvents,
  ...databaseClustersEvents,
  ...databaseMigrationsEvents,
  ...databaseReplicasEvents,
  ...databaseTopicsEvents,
  ...firewallsEvents,
  ...imagesEvents,
  ...imageActionsEvents,
  ...kubernetesClusterlintEvents,
  ...kubernetesClustersEvents,
  ...kubernetesDeletionEvents,
  ...kubernetesNodesEvents,
  ...loadBalancersEvents,
  ...autoscalePoolsEvents,
  ...autoscaleScalingEvents,
  ...volumeActionsEvents,
  ...volumeAttachmentEvents,
  ...natGatewaysEvents,
  ...vpcPeeringsEvents,
  ...appDeploymentsEvents,
  ...partnerAttachmentsEvents,
  ...uptimeChecksEvents,
  ...registryGarbageCollectionsEvents,
  ...nfsSharesEvents,
  ...nfsAccessPointsEvents,
  ...nfsActionsEvents,
  ...byoipPrefixesEvents,
};
