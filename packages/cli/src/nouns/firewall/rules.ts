import type { FirewallRules } from "@doapi/client";
import { type Input, texts } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { onlyValue, readPairs, wholeNumber } from "../../input/pairs.js";

const names = ["protocol", "ports", "address", "droplet_id", "load_balancer_uid", "kubernetes_id", "tag"] as const;

export const ruleOptions = {
  inbound: texts("--inbound <rule>", "protocol:tcp,ports:22,address:10.0.0.0/8 lets this in; may be repeated"),
  outbound: texts("--outbound <rule>", "protocol:udp,ports:53,address:0.0.0.0/0 lets this out; may be repeated"),
};

export const ruleNotes =
  "A rule has a protocol (tcp, udp or icmp), ports (22, 8000-9000 or all) and any number of address, droplet_id, load_balancer_uid, kubernetes_id and tag; without one of these it is for every address.";

export interface Rules {
  readonly inbound_rules?: NonNullable<FirewallRules["inbound_rules"]>;
  readonly outbound_rules?: NonNullable<FirewallRules["outbound_rules"]>;
}

/** The rules of the options; a direction without any is left out. */
export function readRules({ inbound, outbound }: Input<typeof ruleOptions>): Rules {
  return {
    ...(inbound.length > 0 && {
      inbound_rules: inbound.map(readRule).map(({ peers, ...rule }) => ({ ...rule, sources: peers })),
    }),
    ...(outbound.length > 0 && {
      outbound_rules: outbound.map(readRule).map(({ peers, ...rule }) => ({ ...rule, destinations: peers })),
    }),
  };
}

function readRule(text: string) {
  const pairs = readPairs(text, { what: "rule", names });
  const protocol = onlyValue(pairs, "protocol");
  if (protocol === undefined) throw usage(`the rule "${text}" names no protocol`);
  const ports = onlyValue(pairs, "ports") ?? (protocol === "icmp" ? undefined : "all");
  const peers = {
    ...listed("addresses", pairs.get("address")),
    ...listed(
      "droplet_ids",
      pairs.get("droplet_id")?.map((value) => wholeNumber("droplet_id", value)),
    ),
    ...listed("load_balancer_uids", pairs.get("load_balancer_uid")),
    ...listed("kubernetes_ids", pairs.get("kubernetes_id")),
    ...listed("tags", pairs.get("tag")),
  };
  const anywhere = { addresses: ["0.0.0.0/0", "::/0"] };
  return {
    // Which protocols there are is the API's to say.
    protocol: protocol as "tcp",
    ...(ports === undefined ? {} : { ports }),
    peers: Object.keys(peers).length === 0 ? anywhere : peers,
  };
}

function listed<N extends string, T>(name: N, values: readonly T[] | undefined): Partial<Record<N, T[]>> {
  return values === undefined ? {} : ({ [name]: [...values] } as Record<N, T[]>);
}
