export type { BudgetLimits, BudgetReport, BudgetRequest, RateBudget } from "./budget/budget.js";
export { LocalBudget } from "./budget/local.js";
export { Call, type Exchange, type ResponseInfo } from "./call.js";
export { Client, createClient, DigitalOcean, type RawRequest } from "./client.js";
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
export { PartialCreationError } from "./errors/creation.js";
export { DigitalOceanError } from "./errors/base.js";
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
export type { Hooks } from "./hooks.js";
export { type ClientOptions, tokenVariables } from "./options.js";
export { List, type Page } from "./pagination/list.js";
export type { RateLimit } from "./rate-limit.js";
export { type Account, type AccountResource, account } from "./resources/account.js";
export {
  type Action,
  type ActionCall,
  type ActionRef,
  type Actions,
  type ActionsCall,
  actions,
} from "./resources/actions.js";
export { type Certificate, type CertificateRef, type Certificates, certificates } from "./resources/certificates.js";
export type { Droplet, DropletActionBody, DropletRef, DropletWaitOptions, Kernel } from "./resources/droplet.js";
export type { ManyDroplets, OneDroplet } from "./resources/droplet-creation.js";
export type { DropletCall, DropletsCall } from "./resources/droplet-ready.js";
export { type Droplets, type DropletsByTagBody, droplets } from "./resources/droplets.js";
export { type Image, type ImageActionBody, type ImageRef, type Images, images } from "./resources/images.js";
export type { ById, ByName, BySlug, ByUuid, ImageReference, SshKeyReference } from "./resources/references.js";
export type { ReadyCall } from "./resources/readiness.js";
export { type Region, type Regions, regions } from "./resources/regions.js";
export { type Definition, type Resources, registry } from "./resources/registry.js";
export { type Size, type Sizes, sizes } from "./resources/sizes.js";
export { type SshKey, type SshKeys, sshKeys } from "./resources/ssh-keys.js";
export { type Tag, type Taggable, type TagRef, type Tags, tags } from "./resources/tags.js";
export type { Args, CallOptions, Item, ListRoute, RequestArgs, Result, Route } from "./routes.js";
export type { Headers, Sender, WireRequest, WireResponse } from "./transport/message.js";
export type { Fetch } from "./transport/senders/fetch.js";
export type { Waiting } from "./waiting/waiting.js";
export type { WaitOptions, WaitProgress } from "./waiting/watch.js";
