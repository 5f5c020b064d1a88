import { DocumentError } from "./document.js";

/** A place where the document contradicts itself or the API, and what stands there in truth. */
export type Correction = {
  /** JSON pointer to the place. */
  at: string;
} & (
  | { /** Properties that the API refuses to do without. */ require: readonly string[] }
  | { /** Values that an enum forgets. */ allow: readonly string[] }
  | { /** A misspelt key and its right spelling. */ rename: readonly [string, string] }
  | { /** What stands there instead. */ replace: unknown }
);

const schema = (name: string) => `/components/schemas/${name}`;
const answer = (name: string) => `/components/responses/${name}/content/application~1json/schema`;
const envelope = (key: string, name: string) => ({
  type: "object",
  properties: { [key]: { $ref: `#/components/schemas/${name}` } },
  required: [key],
});

export const CORRECTIONS: readonly Correction[] = [
  // The API refuses these actions without the property that says what to do; the document leaves it optional.
  { at: schema("droplet_action_restore"), require: ["image"] },
  { at: schema("droplet_action_resize"), require: ["size"] },
  { at: schema("droplet_action_rebuild"), require: ["image"] },
  { at: schema("droplet_action_rename"), require: ["name"] },
  { at: schema("droplet_action_change_kernel"), require: ["kernel"] },
  // A rule for ICMP has no ports. The API's answers always name them.
  { at: `${schema("firewall_rule_base")}/required`, replace: ["protocol"] },
  // A load balancer can begin without Droplets; a global one has neither a region nor rules of its own.
  { at: `${schema("load_balancer_base")}/required`, replace: [] },
  {
    at: schema("load_balancer_create"),
    replace: {
      allOf: [
        { $ref: "#/components/schemas/load_balancer_base" },
        {
          type: "object",
          properties: {
            region: { $ref: "#/components/schemas/region_slug" },
            droplet_ids: { type: "array", items: { type: "integer" } },
            tag: { type: "string" },
          },
        },
      ],
    },
  },
  // Without a name there is nothing to create.
  { at: schema("domain"), require: ["name"] },
  // A change of a record says what changes; flags and tag belong to CAA records alone.
  { at: `${schema("domain_record")}/required`, replace: [] },
  { at: `${schema("domain_record_ns")}/allOf/1/required`, replace: ["type", "name", "data"] },
  { at: `${schema("domain_record_srv")}/allOf/1/required`, replace: ["type", "name", "data", "priority", "port"] },
  { at: `${schema("domain_record_txt")}/allOf/1/required`, replace: ["type", "name", "data"] },
  // Regions that were opened since.
  { at: schema("region_slug"), allow: ["atl1", "ric1", "mkc1", "mem1"] },
  {
    at: `${schema("autoscale_pool_droplet_template")}/properties/region`,
    replace: { $ref: "#/components/schemas/region_slug" },
  },
  // An action can name the volume instead of being sent to its id; the document shows that in an example alone.
  {
    at: `${schema("volume_action_post_base")}/properties`,
    replace: {
      type: { type: "string", enum: ["attach", "detach", "resize"] },
      volume_name: { type: "string" },
      region: { $ref: "#/components/schemas/region_slug" },
    },
  },
  // Empty ones take the custom domain away; a certificate that DigitalOcean keeps itself has no UUID.
  { at: `${schema("cdn_endpoint")}/properties/certificate_id`, replace: { type: "string" } },
  { at: `${schema("cdn_endpoint")}/properties/custom_domain`, replace: { type: "string" } },
  { at: `${schema("update_endpoint")}/properties/certificate_id`, replace: { type: "string" } },
  { at: `${schema("update_endpoint")}/properties/custom_domain`, replace: { type: "string" } },
  // Apps, NAT gateways and reserved addresses have URNs as well.
  { at: `${schema("urn")}/pattern`, replace: "^do:[a-z0-9_]+:.+" },
  // Named by the discriminator of the same request, but not by the list of types.
  { at: `${schema("droplet_action")}/properties/type`, allow: ["change_backup_policy"] },
  // Required, but no property of the object.
  { at: `${schema("app_log_destination_logtail_spec")}/required`, replace: [] },
  {
    at: "/paths/~1v2~1uptime~1checks/post/requestBody/content/application~1json/schema/required",
    replace: ["name", "target", "regions", "type", "enabled"],
  },
  // A check can be carried out from four regions, of which the answer's schema names two.
  {
    at: `${schema("regional_state")}/properties`,
    replace: Object.fromEntries(
      ["us_east", "us_west", "eu_west", "se_asia"].map((region) => [
        region,
        { $ref: "#/components/schemas/region_state" },
      ]),
    ),
  },
  // An action on a share says what is to be done; the document leaves it optional.
  ...["resize", "snapshot", "attach", "detach", "reassign", "switch_performance_tier"].map((type) => ({
    at: `${schema(`nfs_action_${type}`)}/allOf/1`,
    require: ["params"],
  })),
  { at: `${schema("tags")}/properties/resources/allOf/1/properties`, rename: ["imgages", "images"] },
  // The schema shows the thing itself, the example beside it shows the envelope that the API sends.
  { at: answer("post_image_action_response"), replace: envelope("action", "action") },
  { at: answer("get_image_action_response"), replace: envelope("action", "action") },
  { at: answer("vpc_nat_gateway_create"), replace: envelope("vpc_nat_gateway", "vpc_nat_gateway_get") },
  { at: answer("vpc_nat_gateway_update"), replace: envelope("vpc_nat_gateway", "vpc_nat_gateway_get") },
  { at: answer("get_job_invocation"), replace: envelope("job_invocation", "app_job_invocation") },
  { at: answer("cancel_job_invocation"), replace: envelope("job_invocation", "app_job_invocation") },
  { at: answer("key_get"), replace: envelope("key", "key") },
  { at: answer("byoip_prefix_create"), replace: envelope("byoip_prefix", "byoip_prefix") },
];

/**
 * The document with the corrections made, as a copy.
 *
 * @throws DocumentError when a correction finds nothing to correct: the document has changed, so look at it again
 */
export function correct(document: unknown, corrections: readonly Correction[]): unknown {
  return corrections.reduce((current, correction) => {
    const path = correction.at.split("/").slice(1).map(unescape);
    return edit(current, path, correction);
  }, document);
}

/** A copy of a tree in which the node at the path is corrected. */
function edit(node: unknown, [key, ...rest]: readonly string[], correction: Correction): unknown {
  if (key === undefined) return apply(node, correction);
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) {
    throw new DocumentError(`there is nothing to correct at ${correction.at}`);
  }
  const child = edit((node as Record<string, unknown>)[key], rest, correction);
  return Array.isArray(node) ? node.with(Number(key), child) : { ...node, [key]: child };
}

function apply(node: unknown, correction: Correction): unknown {
  if ("replace" in correction) return correction.replace;
  const fields = node as Record<string, unknown>;
  if ("rename" in correction) return renamed(fields, correction);
  const [list, more] = "require" in correction ? ["required", correction.require] : ["enum", correction.allow];
  const known = (fields[list] ?? []) as readonly string[];
  const missing = more.filter((name) => !known.includes(name));
  if (missing.length === 0) throw new DocumentError(`nothing is wrong any more at ${correction.at}`);
  return { ...fields, [list]: [...known, ...missing] };
}

function renamed(fields: Record<string, unknown>, { at, rename }: { at: string; rename: readonly [string, string] }) {
  const [wrong, right] = rename;
  if (!Object.hasOwn(fields, wrong)) throw new DocumentError(`nothing is called ${wrong} any more at ${at}`);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name === wrong ? right : name, value]));
}

function unescape(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}
