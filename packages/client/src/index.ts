export type { BudgetLimits, BudgetReport, BudgetRequest, RateBudget } from "./budget/budget.js";
export { type AccountGates, type AccountRules, GatedBudget, type GateRule, type RequestGate } from "./budget/gated.js";
export { LocalBudget } from "./budget/local.js";
export { Call, type Exchange, type ResponseInfo } from "./call.js";
export { Client, createClient } from "./client.js";
export { type Clock, systemClock } from "./clock.js";
export {
  ApiError,
  AuthenticationError,
  ConflictError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  UnprocessableError,
} from "./errors/api.js";
export { CreationError } from "./errors/creation.js";
export { DigitalOcean, type RawRequest } from "./digitalocean.js";
export { DigitalOceanError } from "./errors/base.js";
export { MissingKeyError } from "./errors/hosts.js";
export { RequestError, type RequestFacts } from "./errors/request.js";
export {
  AmbiguousResultError,
  ForeignOriginError,
  NetworkError,
  ResponseFormatError,
  TimeoutError,
} from "./errors/transport.js";
export { AmbiguousNameError, MissingTokenError, NameNotFoundError } from "./errors/usage.js";
export {
  ActionError,
  ResourceFailedError,
  WaitAbortedError,
  WaitError,
  WaitFailedError,
  WaitTimeoutError,
} from "./errors/waiting.js";
export type { CreateOptions } from "./exactly-once.js";
export type { Operations } from "./generated/operations.js";
export type { HostArgs } from "./hosts.js";
export type { Hooks } from "./hooks.js";
export { type ClientOptions, defaultSender, tokenVariables } from "./options.js";
export { List, type Page } from "./pagination/list.js";
export type { RateLimit } from "./rate-limit.js";
export { type Account, type AccountResource, account } from "./resources/account.js";
export type { Action, ActionCall, ActionRef, ActionsCall } from "./resources/action.js";
export { type Actions, actions } from "./resources/actions.js";
export { type Billing, type ByInvoice, billing, type Invoice } from "./resources/billing.js";
export {
  type AutoscalePool,
  type AutoscalePoolBody,
  type AutoscalePoolEvent,
  type AutoscalePoolMember,
  type AutoscalePoolRef,
  type AutoscalePools,
  autoscalePools,
} from "./resources/autoscale-pools.js";
export { type CdnEndpoint, type CdnEndpointRef, type CdnEndpoints, cdnEndpoints } from "./resources/cdn-endpoints.js";
export { type Certificate, type CertificateRef, type Certificates, certificates } from "./resources/certificates.js";
export type {
  DomainRecord,
  DomainRecordChange,
  DomainRecordRef,
  DomainRecords,
  NewDomainRecord,
} from "./resources/domain-records.js";
export { type Domain, type DomainRef, type Domains, domains } from "./resources/domains.js";
export type { BackupPolicy, Droplet, DropletRef, DropletWaitOptions, Kernel } from "./resources/droplet.js";
export type { DropletActionBody } from "./resources/droplet-actions.js";
export type { ManyDroplets, OneDroplet } from "./resources/droplet-request.js";
export type {
  AssociatedIds,
  AssociatedResources,
  DropletDeletion,
  DropletDeletionCall,
} from "./resources/droplet-deletion.js";
export type { DropletCall, DropletsCall } from "./resources/droplet-ready.js";
export { type Droplets, type DropletsByTagBody, droplets, type SupportedBackupPolicy } from "./resources/droplets.js";
export {
  type Firewall,
  type FirewallBody,
  type FirewallRef,
  type FirewallRules,
  type Firewalls,
  firewalls,
} from "./resources/firewalls.js";
export { type Image, type ImageActionBody, type ImageRef, type Images, images } from "./resources/images.js";
export {
  type ForwardingRule,
  type LoadBalancer,
  type LoadBalancerBody,
  type LoadBalancerRef,
  type LoadBalancers,
  loadBalancers,
} from "./resources/load-balancers.js";
export { type NatGateway, type NatGatewayRef, type NatGateways, natGateways } from "./resources/nat-gateways.js";
export { type Project, type ProjectRef, type ProjectResource, type Projects, projects } from "./resources/projects.js";
export type {
  ById,
  ByIpv4,
  ByIpv6,
  ByName,
  BySlug,
  ByUrn,
  ByUuid,
  ImageReference,
  SshKeyReference,
} from "./resources/references.js";
export type { ReadyCall } from "./resources/readiness.js";
export { type Region, type Regions, regions } from "./resources/regions.js";
export { type Definition, type Resources, registry } from "./resources/registry.js";
export {
  floatingIps,
  type NewReservedIp,
  type ReservedIp,
  type ReservedIpActionBody,
  type ReservedIpCall,
  type ReservedIpRef,
  type ReservedIps,
  reservedIps,
} from "./resources/reserved-ips.js";
export {
  type ReservedIpv6,
  type ReservedIpv6ActionBody,
  type ReservedIpv6Ref,
  type ReservedIpv6s,
  reservedIpv6,
} from "./resources/reserved-ipv6.js";
export { type Size, type Sizes, sizes } from "./resources/sizes.js";
export {
  type Snapshot,
  type SnapshotRef,
  type SnapshotReference,
  type Snapshots,
  snapshots,
} from "./resources/snapshots.js";
export { type SshKey, type SshKeyRef, type SshKeys, sshKeys } from "./resources/ssh-keys.js";
export { type Tag, type Taggable, type TagRef, type Tags, tags } from "./resources/tags.js";
export type { Final, Subject } from "./resources/wait-on.js";
export { type VpcPeering, type VpcPeeringRef, type VpcPeerings, vpcPeerings } from "./resources/vpc-peerings.js";
export { type Vpc, type VpcMember, type VpcRef, type Vpcs, vpcs } from "./resources/vpcs.js";
export {
  type Volume,
  type VolumeActionBody,
  type VolumeByNameActionBody,
  type VolumeName,
  type VolumeRef,
  type Volumes,
  volumes,
} from "./resources/volumes.js";
export type { Args, CallOptions, Item, ListRoute, RequestArgs, Result, Route } from "./routes.js";
export type { Headers, Sender, WireRequest, WireResponse } from "./transport/message.js";
export type { ServerSentEvent } from "./transport/server-sent-events.js";
export type { Fetch } from "./transport/senders/fetch.js";
export type { Waiting } from "./waiting/waiting.js";
export type { WaitOptions, WaitProgress } from "./waiting/watch.js";
