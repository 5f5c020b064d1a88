import type { ForwardingRule, ForwardingRuleInput } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";

const ENCRYPTED = new Set(["https", "http2", "http3"]);

/** Forwarding rules as they are kept and shown; throws the 422 for what contradicts itself. */
export function forwardingRulesOf(rules: readonly ForwardingRuleInput[]): Required<ForwardingRule>[] {
  const normal = rules.map((rule) => ({ certificate_id: "", tls_passthrough: false, ...rule }));
  for (const rule of normal) checkRule(rule);
  return normal;
}

function checkRule(rule: Required<ForwardingRule>): void {
  const { entry_protocol, target_protocol, certificate_id, tls_passthrough } = rule;
  for (const port of [rule.entry_port, rule.target_port]) {
    if (port < 1 || port > 65_535) throw unprocessable(`The port ${port} is not between 1 and 65535.`);
  }
  if ((entry_protocol === "udp") !== (target_protocol === "udp")) {
    throw unprocessable("entry_protocol and target_protocol must both be udp, or neither.");
  }
  if (certificate_id !== "" && tls_passthrough) {
    throw unprocessable("A forwarding rule has either a certificate_id or tls_passthrough.");
  }
  if (ENCRYPTED.has(entry_protocol) && certificate_id === "" && !tls_passthrough) {
    throw unprocessable(`A forwarding rule for ${entry_protocol} needs a certificate_id or tls_passthrough.`);
  }
}

/** Throws the 422 for none, and for two that listen at the same place. */
export function checkForwardingRules(rules: readonly ForwardingRule[]): void {
  if (rules.length === 0) throw unprocessable("A load balancer must have at least one forwarding rule.");
  if (new Set(rules.map(entryOf)).size < rules.length) throw unprocessable("duplicate entry port in forwarding rules");
}

/** What is left of rules without those that are like some others. */
export function withoutForwardingRules<T extends ForwardingRule>(rules: readonly T[], gone: readonly ForwardingRule[]) {
  const identity = (rule: ForwardingRule) => [entryOf(rule), rule.target_protocol, rule.target_port].join();
  const identities = new Set(gone.map(identity));
  return rules.filter((rule) => !identities.has(identity(rule)));
}

/** HTTP/3 listens at UDP ports, all else but UDP itself at TCP ports. */
function entryOf({ entry_protocol, entry_port }: ForwardingRule): string {
  return `${entry_protocol === "udp" || entry_protocol === "http3" ? "udp" : "tcp"} ${entry_port}`;
}
