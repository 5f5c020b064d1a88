import { isIP } from "node:net";
import type { FirewallRules, FirewallRulesInput, FirewallRuleTarget } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { Droplets } from "./droplet-record.js";
import { LoadBalancers } from "./load-balancer-record.js";
import { findTag } from "./tags.js";

type Inbound = NonNullable<FirewallRules["inbound_rules"]>[number];
type Outbound = NonNullable<FirewallRules["outbound_rules"]>[number];

/** The rules of a firewall as they are kept and shown. */
export interface Rules {
  readonly inbound_rules: readonly Inbound[];
  readonly outbound_rules: readonly Outbound[];
}

/** Inbound and outbound ones together. */
const MAX_RULES = 50;
const ADDRESS_BITS = { 4: 32, 6: 128 } as const;

/** The rules of a request in the form in which they are kept; throws the 422 for one that means nothing. */
export function rulesOf({ inbound_rules, outbound_rules }: FirewallRulesInput): Rules {
  return {
    inbound_rules: (inbound_rules ?? []).map(({ protocol, ports, sources }) => ({
      protocol,
      ports: portsOf(protocol, ports),
      sources: targetOf(sources, "source"),
    })),
    outbound_rules: (outbound_rules ?? []).map(({ protocol, ports, destinations }) => ({
      protocol,
      ports: portsOf(protocol, ports),
      destinations: targetOf(destinations, "destination"),
    })),
  };
}

/** Throws the 422 for too many rules, none at all, the same one twice, and one for something that is not there. */
export function checkRules(world: World, { inbound_rules, outbound_rules }: Rules): void {
  const rules = [...inbound_rules, ...outbound_rules];
  if (rules.length === 0) throw unprocessable("A firewall must have at least one inbound or outbound rule.");
  if (rules.length > MAX_RULES) throw unprocessable(`must have no more than ${MAX_RULES} rules`);
  if (new Set(rules.map(identity)).size < rules.length) throw unprocessable("duplicate rules");
  for (const { droplet_ids = [], load_balancer_uids = [], tags } of rules.map(targetIn)) {
    requireDroplets(world, droplet_ids);
    const unknown = load_balancer_uids.find((id) => !world.documents.get(LoadBalancers, id));
    if (unknown !== undefined) throw unprocessable(`The load balancer ${unknown} could not be found.`);
    existingTags(world, tags ?? []);
  }
}

/** Throws the 422 for a Droplet that is not there. */
export function requireDroplets(world: World, ids: readonly number[]): void {
  const unknown = ids.find((id) => !world.documents.get(Droplets, id));
  if (unknown !== undefined) throw unprocessable(`The Droplet ${unknown} could not be found.`);
}

/** What is left of rules without those that are like some others. */
export function withoutRules(rules: Rules, removed: Rules): Rules {
  const gone = new Set([...removed.inbound_rules, ...removed.outbound_rules].map(identity));
  return {
    inbound_rules: rules.inbound_rules.filter((rule) => !gone.has(identity(rule))),
    outbound_rules: rules.outbound_rules.filter((rule) => !gone.has(identity(rule))),
  };
}

const targetIn = (rule: Inbound | Outbound) => ("sources" in rule ? rule.sources : rule.destinations);

/** Two rules are alike whatever the order of their addresses. */
function identity(rule: Inbound | Outbound): string {
  const targets = Object.entries(targetIn(rule)).flatMap(([name, values]) => {
    return [...(values ?? [])].map((value) => `${name}:${value}`.toLowerCase());
  });
  const way = "sources" in rule ? "from" : "to";
  return [rule.protocol, rule.ports, way, ...new Set(targets.sort())].join(" ");
}

/** A port, a range of ports, or "0" for all of them; ICMP has none. */
function portsOf(protocol: string, ports = ""): string {
  if (protocol === "icmp" || ports === "all" || ports === "0") return "0";
  const [, first = "", last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports) ?? [];
  if (Number(first) >= 1 && Number(first) <= Number(last) && Number(last) <= 65_535) return ports;
  throw unprocessable(`ports must be a port, a range such as 8000-9000, or all; not "${ports}".`);
}

function targetOf(sent: FirewallRuleTarget, what: string): FirewallRuleTarget {
  const given = Object.entries(sent).filter(([, values]) => values && values.length > 0);
  if (given.length === 0) throw unprocessable(`You must specify at least one ${what} for each rule.`);
  if (sent.addresses?.some((address) => !isAddress(address))) throw unprocessable("invalid address");
  return Object.fromEntries(given) as FirewallRuleTarget;
}

/** Tags in their first spelling; throws the 422 for one that is not there. */
export function existingTags(world: World, names: readonly string[]): string[] {
  const spelled = names.map((name) => {
    const tag = findTag(world, name);
    if (!tag) throw unprocessable(`The tag ${name} could not be found.`);
    return tag.name;
  });
  return [...new Set(spelled)];
}

/** An IPv4 or IPv6 address, alone or with the length of a prefix. */
function isAddress(text: string): boolean {
  const [address = "", prefix, ...more] = text.split("/");
  const version = isIP(address);
  if ((version !== 4 && version !== 6) || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= ADDRESS_BITS[version]);
}
