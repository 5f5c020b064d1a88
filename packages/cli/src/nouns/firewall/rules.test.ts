import { describe, expect, it } from "vitest";
import { readRules } from "./rules.js";

const inbound = (...rules: string[]) => readRules({ inbound: rules, outbound: [] });

describe("rules of a firewall", () => {
  it("have every kind of peer that is named", () => {
    const text =
      "protocol:tcp,ports:22,address:10.0.0.0/8,droplet_id:7,load_balancer_uid:a,kubernetes_id:b,tag:c,tag:d";
    expect(inbound(text)).toEqual({
      inbound_rules: [
        {
          protocol: "tcp",
          ports: "22",
          sources: {
            addresses: ["10.0.0.0/8"],
            droplet_ids: [7],
            load_balancer_uids: ["a"],
            kubernetes_ids: ["b"],
            tags: ["c", "d"],
          },
        },
      ],
    });
  });

  it("are for every address and port where they name none; icmp has no ports", () => {
    const anywhere = { addresses: ["0.0.0.0/0", "::/0"] };
    expect(readRules({ inbound: ["protocol:icmp"], outbound: ["protocol:udp"] })).toEqual({
      inbound_rules: [{ protocol: "icmp", sources: anywhere }],
      outbound_rules: [{ protocol: "udp", ports: "all", destinations: anywhere }],
    });
  });

  it("are left out for a direction without any, so that an update leaves that as it is", () => {
    expect(readRules({ inbound: [], outbound: [] })).toEqual({});
  });

  it.each([
    ["ports:22", "names no protocol"],
    ["protocol:tcp,droplet_id:web", "droplet_id must be a whole number"],
    ["protocol:tcp,ports:22,ports:80", "ports is given several times"],
  ])("%s is refused", (text, message) => {
    expect(() => inbound(text)).toThrow(message);
  });
});
