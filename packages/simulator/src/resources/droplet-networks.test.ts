import { describe, expect, it } from "vitest";
import { networksOf } from "./droplet-networks.js";

const NETWORK = { number: 0, public: true, ipv6: true, assigned: true };

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
      const [own = "", open = "", six = ""] = addresses(number);
      expect(own).toMatch(/^10\.1\d\d\.\d+\.\d+$/);
      expect(open).toMatch(/^198\.1[89]\.\d+\.\d+$/);
      expect(six).toMatch(/^2001:db8:/);
      const bytes = `${own}.${open}`.split(".").map(Number);
      expect(bytes.every((byte) => byte >= 0 && byte <= 255)).toBe(true);
    }
  });

  it("gives each number addresses of its own", () => {
    const open = new Set<string | undefined>();
    const own = new Set<string | undefined>();
    for (let number = 0; number < 5000; number++) {
      const [privateAddress, publicAddress] = addresses(number);
      open.add(publicAddress);
      own.add(privateAddress);
    }
    expect([open.size, own.size]).toEqual([5000, 5000]);
    expect(addresses(129_535)[1]).toBe("198.19.255.254");
  });

  it("tells regions apart", () => {
    expect(addresses(7, "nyc3")[0]).not.toBe(addresses(7, "ams3")[0]);
  });
});
