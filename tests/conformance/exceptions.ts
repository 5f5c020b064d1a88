import { type Json, type JsonObject, withChange } from "./document.js";

/** A place where the document does not say what DigitalOcean answers. */
export interface Exception {
  readonly reason: string;
  /** Where in the document, as a JSON pointer. */
  readonly at: string;
  /** What should be there in the place of what is. */
  readonly change: (there: never) => Json;
}

const alsoValue = (value: string) => (there: readonly string[]) => [...there, value];
const alsoField = (name: string, schema: JsonObject) => (there: JsonObject) => ({ ...there, [name]: schema });
const instead = (schema: string) => () => ({ $ref: `#/components/schemas/${schema}` });
const inEnvelope = (action: JsonObject) => ({ properties: { action } });
const bodyOf = (response: string) => `/components/responses/${response}/content/application~1json/schema`;
/** All that is taken from the document's word. One that is no longer needed fails a test. */
export const exceptions: readonly Exception[] = [
  ...["atl1", "mem1", "mkc1", "ric1"].map((slug) => ({
    reason: "A region that is newer than the document's list; images are available there.",
    at: "/components/schemas/region_slug/enum",
    change: alsoValue(slug),
  })),
  {
    reason: "A distribution that is newer than the document's list.",
    at: "/components/schemas/distribution/enum",
    change: alsoValue("AlmaLinux"),
  },
  ...["reserved_ip_limit", "volume_limit"].map((name) => ({
    reason: "A limit that the API tells of and the document does not know.",
    at: "/components/schemas/account/properties",
    change: alsoField(name, { type: "integer" }),
  })),
  {
    reason: "The document calls it imgages, and images in its example.",
    at: "/components/schemas/tags/properties/resources/allOf/1/properties",
    change: ({ imgages, ...rest }: JsonObject) => ({ ...rest, images: imgages }),
  },
  ...["post_image_action_response", "get_image_action_response"].map((response) => ({
    reason: "The action is in an envelope, as in the document's example and as every other action.",
    at: bodyOf(response),
    change: inEnvelope,
  })),
  {
    reason: "A project that was created without an environment shows an empty one.",
    at: "/components/schemas/project_base/properties/environment/enum",
    change: alsoValue(""),
  },
  {
    reason: "A pool whose first Droplets are being made is provisioning; clients wait for the end of it.",
    at: "/components/schemas/autoscale_pool/properties/status/enum",
    change: alsoValue("provisioning"),
  },
  {
    reason: "A reserved IPv6 shows from the beginning that it leads to no Droplet, as in the document's example.",
    at: `${bodyOf("reserved_ipv6_create")}/properties/reserved_ipv6`,
    change: instead("reserved_ipv6"),
  },
  {
    reason: "A global load balancer has glb_settings, and no forwarding rules.",
    at: "/components/schemas/load_balancer_base/properties/forwarding_rules/minItems",
    change: () => 0,
  },
  ...["vpc_nat_gateway_create", "vpc_nat_gateway_update"].map((response) => ({
    reason: "A NAT gateway is shown whole, as in the document's example, and not as the request for it.",
    at: `${bodyOf(response)}/properties/vpc_nat_gateway`,
    change: instead("vpc_nat_gateway_get"),
  })),
  {
    reason: "A NAT gateway shows its project, as in the document's example.",
    at: "/components/schemas/vpc_nat_gateway_get/properties",
    change: alsoField("project_id", { type: "string", format: "uuid" }),
  },
  {
    reason: "A NAT gateway shows whether it is the default one of a VPC, as in the document's example.",
    at: "/components/schemas/vpc_nat_gateway_get/properties/vpcs/items/properties",
    change: alsoField("default_gateway", { type: "boolean" }),
  },
  ...["us_west", "se_asia"].map((region) => ({
    reason: "A check has a state in each region that it can be made from.",
    at: "/components/schemas/regional_state/properties",
    change: alsoField(region, { $ref: "#/components/schemas/region_state" }),
  })),
  {
    reason: "A key is shown in an envelope, as in the document's example and as every other single thing.",
    at: `${bodyOf("key_get")}/allOf/0/properties`,
    change: ({ keys: _, ...rest }: JsonObject) => ({ ...rest, key: { $ref: "#/components/schemas/key" } }),
  },
  ...["links", "meta"].map((part) => ({
    reason: "Garbage collections are asked for by page, and the document's example has a total.",
    at: `${bodyOf("garbage_collections")}/properties`,
    change: alsoField(part, { type: "object" }),
  })),
  {
    reason: "Several registries can keep an account from a tier, as the document's example of that refusal says.",
    at: "/components/schemas/subscription_tier_extended/properties/eligibility_reasons/items/enum",
    change: alsoValue("OverRegistryLimit"),
  },
  {
    reason: "A prefix is in an envelope when it is made, as in the document's example and as in every other answer.",
    at: bodyOf("byoip_prefix_create"),
    change: () => ({ properties: { byoip_prefix: { $ref: "#/components/schemas/byoip_prefix" } } }),
  },
  {
    reason: "An engine's options name its default version, as in the document's example.",
    at: "/components/schemas/database_version_options/properties",
    change: alsoField("default_version", { type: "string" }),
  },
  {
    reason: "A version says whether it is the default one, as in the document's example.",
    at: "/components/schemas/database_version_availability/properties",
    change: alsoField("default", { type: "boolean" }),
  },
  {
    reason: "The credentials of metrics are in one envelope, as in the document's example.",
    at: `${bodyOf("database_metrics_auth")}/properties/credentials`,
    change: instead("databases_basic_auth_credentials"),
  },
  {
    reason: "The kind of URN under which NAT gateways are members of VPCs and projects.",
    at: "/components/schemas/urn/pattern",
    change: (pattern: string) => pattern.replace("vpc)", "vpc|nat_gateway)"),
  },
  {
    reason: "The kind of URN under which apps are members of projects.",
    at: "/components/schemas/urn/pattern",
    change: (pattern: string) => pattern.replace("(dbaas", "(app|dbaas"),
  },
  ...Object.entries({ url: { type: "string" }, historic_logs: { type: "array", items: { type: "string" } } }).map(
    ([name, schema]) => ({
      reason: "The addresses of logs also have the names that they have in the document's example.",
      at: "/components/schemas/apps_get_logs_response/properties",
      change: alsoField(name, schema),
    }),
  ),
  ...["components", "functions_components"].map((name) => ({
    reason: "The health of an app is also shown without an envelope, as in the document's example.",
    at: "/components/schemas/app_health_response/properties",
    change: alsoField(name, { type: "array" }),
  })),
  {
    reason: "A proposal tells how many static apps are free, as in the document's example.",
    at: "/components/schemas/app_propose_response/properties",
    change: alsoField("max_free_static_apps", { type: "string" }),
  },
  ...["get_job_invocation", "cancel_job_invocation"].map((response) => ({
    reason: "A job invocation is in an envelope, as in the document's example and as other things by themselves.",
    at: bodyOf(response),
    change: () => ({ properties: { job_invocation: { $ref: "#/components/schemas/app_job_invocation" } } }),
  })),
];

/** The document as it would be if it said what DigitalOcean answers. */
export function corrected(document: JsonObject, by: readonly Exception[] = exceptions): JsonObject {
  return by.reduce((result, { at, change }) => withChange(result, at, change), document);
}
