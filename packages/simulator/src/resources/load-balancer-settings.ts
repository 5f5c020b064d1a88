import type { LoadBalancerCreate } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { findCertificate } from "./certificates.js";
import { Droplets } from "./droplet-record.js";
import { certificatesOf, loadBalancerName, LoadBalancers } from "./load-balancer-record.js";
import { checkForwardingRules, forwardingRulesOf } from "./load-balancer-rules.js";

/** What a request decides of a load balancer, with the defaults of what it leaves out. */
export type LoadBalancerSettings = ReturnType<typeof settingsOf>;

const NODES = { "lb-small": 1, "lb-medium": 3, "lb-large": 6 } as const;

/** Throws the 422 for what contradicts itself. */
export function settingsOf(body: LoadBalancerCreate) {
  const { name = "", tag = "", droplet_ids = [], type = "REGIONAL" } = body;
  if (!/^[a-zA-Z0-9][a-zA-Z0-9.-]{0,254}$/.test(name)) {
    throw unprocessable("name must have letters, digits, dots and dashes only, and begin with a letter or digit.");
  }
  if (tag !== "" && droplet_ids.length > 0) throw unprocessable("A load balancer has either a tag or droplet_ids.");
  const forwarding_rules = forwardingRulesOf(body.forwarding_rules ?? []);
  if (type !== "GLOBAL") checkForwardingRules(forwarding_rules);
  else if (!body.glb_settings) throw unprocessable("glb_settings is required for a global load balancer.");
  return {
    name,
    ...sizeOf(body),
    // oxlint-disable-next-line typescript/no-deprecated -- clients still send it, and find it in the answer
    algorithm: body.algorithm ?? "round_robin",
    forwarding_rules,
    health_check: healthCheckOf(body),
    sticky_sessions: stickySessionsOf(body),
    tag,
    droplet_ids: [...new Set(droplet_ids)],
    redirect_http_to_https: body.redirect_http_to_https ?? false,
    enable_proxy_protocol: body.enable_proxy_protocol ?? false,
    enable_backend_keepalive: body.enable_backend_keepalive ?? false,
    disable_lets_encrypt_dns_records: body.disable_lets_encrypt_dns_records ?? false,
    http_idle_timeout_seconds: body.http_idle_timeout_seconds ?? 60,
    firewall: firewallOf(body),
    network: body.network ?? "EXTERNAL",
    network_stack: body.network_stack ?? "IPV4",
    type,
    tls_cipher_policy: body.tls_cipher_policy ?? "DEFAULT",
    ...(body.domains && { domains: body.domains }),
    ...(body.glb_settings && { glb_settings: body.glb_settings }),
    ...(body.target_load_balancer_ids && { target_load_balancer_ids: body.target_load_balancer_ids }),
  };
}

/** Sizes by name are of the time before sizes by number; both are shown where both fit. */
// oxlint-disable-next-line typescript/no-deprecated -- clients still send sizes by name
function sizeOf({ size, size_unit }: LoadBalancerCreate) {
  if (size !== undefined && size_unit !== undefined) throw unprocessable("Use either size or size_unit.");
  const nodes = size_unit ?? NODES[size ?? "lb-small"];
  const [named] = Object.entries(NODES).find(([, count]) => count === nodes) ?? [];
  return { size_unit: nodes, ...(named !== undefined && { size: named }) };
}

function healthCheckOf({ health_check: check = {} }: LoadBalancerCreate) {
  const { protocol = "http", port = 80, path = protocol === "tcp" ? "" : "/" } = check;
  return {
    protocol,
    port,
    path,
    check_interval_seconds: check.check_interval_seconds ?? 10,
    response_timeout_seconds: check.response_timeout_seconds ?? 5,
    healthy_threshold: check.healthy_threshold ?? 5,
    unhealthy_threshold: check.unhealthy_threshold ?? 3,
  };
}

function stickySessionsOf({ sticky_sessions: sticky = {} }: LoadBalancerCreate) {
  const { type = "none", cookie_name, cookie_ttl_seconds } = sticky;
  if (type === "none") return { type };
  if (cookie_name && cookie_ttl_seconds) return { type, cookie_name, cookie_ttl_seconds };
  throw unprocessable("Sticky sessions by cookies need a cookie_name and cookie_ttl_seconds.");
}

function firewallOf({ firewall = {} }: LoadBalancerCreate) {
  const { deny = [], allow = [] } = firewall;
  const wrong = [...deny, ...allow].find((entry) => !/^(?:ip:[0-9a-f.:]+|cidr:[0-9a-f.:]+\/\d+)$/i.test(entry));
  if (wrong !== undefined) throw unprocessable(`${wrong} is neither ip: with an address nor cidr: with a range.`);
  return { deny, allow };
}

/** Throws the 422 for a name that is taken, and for what is not there or is elsewhere. */
export function checkSettings(world: World, settings: LoadBalancerSettings, { id, region }: Checked): void {
  const namesakes = world.documents.all(LoadBalancers, { labels: [loadBalancerName(settings.name)] });
  if (namesakes.some((other) => other.id !== id))
    throw unprocessable("There is already a load balancer with that name");
  checkCertificates(world, settings);
  checkDroplets(world, settings.droplet_ids, region);
  for (const target of settings.target_load_balancer_ids ?? []) {
    if (!world.documents.get(LoadBalancers, target)) {
      throw unprocessable(`The load balancer ${target} could not be found.`);
    }
  }
}

/** Throws the 422 for a certificate that is not there. */
export function checkCertificates(world: World, served: Parameters<typeof certificatesOf>[0]): void {
  const unknown = certificatesOf(served).find((id) => !findCertificate(world, id));
  if (unknown !== undefined) throw unprocessable(`The certificate ${unknown} could not be found.`);
}

/** Throws the 422 for a Droplet that is not there or is elsewhere. */
export function checkDroplets(world: World, ids: readonly number[], region: string | null): void {
  for (const number of ids) {
    const droplet = world.documents.get(Droplets, number);
    if (!droplet) throw unprocessable(`The Droplet ${number} could not be found.`);
    if (region !== null && droplet.region !== region) {
      throw unprocessable(`The Droplet ${number} is in ${droplet.region}, not in ${region}.`);
    }
  }
}

interface Checked {
  /** The load balancer itself, once it is there. */
  readonly id?: string;
  readonly region: string | null;
}
