import { describe, expect, it } from "vitest";
import { networksOf } from "./droplet-networks.js";

const PRIVATE = { ip_address: "10.10.10.2", netmask: "255.255.255.0", gateway: "10.10.10.1" };
const NETWORK = { number: 0, private: PRIVATE, public: true, ipv6: true, assigned: true };

function addresses(number: number, region = "nyc3"): (string | undefined)[] {
  const { v4 = [], v6 = [] } = networksOf({ ...NETWORK, number }, region);
  return [...v4, ...v6].map(({ ip_address }) => ip_address);
}

describe("networksOf", () => {
  it("shows nothing before the addresses are assigned", () => {
    expect(networksOf({ ...NETWORK, assigned: false }, "nyc3")).toEqual({ v4: [], v6: [] });
  });

  it("stays within the ranges that lead nowhere", () => {
    for (const number of [0, 252, 253, 64_767, 129_535]) {
      const [own, open = "", six = ""] = addresses(number);
      expect(own).toBe("10.10.10.2");
      expect(open).toMatch(/^198\.1[89]\.\d+\.\d+$/);
      expect(six).toMatch(/^2001:db8:/);
      expect(open.split(".").every((byte) => Number(byte) >= 0 && Number(byte) <= 255)).toBe(true);
    }
  });

  it("gives each number a public address of its own", () => {
    const open = new Set<string | undefined>();
    for (let number = 0; number < 5000; number++) open.add(addresses(number)[1]);
    expect(open.size).toBe(5000);
    expect(addresses(129_535)[1]).toBe("198.19.255.254");
  });

  it("leads to this machine where that is asked for", () => {
    const { v4 = [] } = networksOf({ ...NETWORK, number: 64_767, loopback: true }, "nyc3");
    expect(v4[1]).toMatchObject({ ip_address: "127.18.255.254", gateway: "127.18.255.1", type: "public" });
  });

  it("tells regions apart", () => {
    expect(addresses(7, "nyc3")[2]).not.toBe(addresses(7, "ams3")[2]);
  });

  it("has no public address where none was asked for", () => {
    const { v4 } = networksOf({ ...NETWORK, public: false }, "nyc3");
    expect(v4).toEqual([{ ...PRIVATE, type: "private" }]);
  });
});
