import { describe, expect, it } from "vitest";
import { formatRange, freeRange, type IpRange, isPrivate, netmaskOf, overlaps, parseRange } from "./ip-range.js";

function range(text: string): IpRange {
  const parsed = parseRange(text);
  if (!parsed) throw new Error(`${text} is no range.`);
  return parsed;
}

describe("IP ranges", () => {
  it.each(["10.10.10.0/24", "10.0.0.0/8", "192.168.255.240/28", "255.255.255.255/32", "0.0.0.0/0"])(
    "are read and written: %s",
    (text) => {
      expect(formatRange(range(text))).toBe(text);
    },
  );

  it.each([
    "10.10.10.0",
    "10.10.10.1/24",
    "10.10.10.256/28",
    "10.10.10.0/33",
    "10.10.10/24",
    "10.10.10.0/24 ",
    "::/64",
    "",
    "1.2.3.4.5/8",
  ])("are not what is none: %j", (text) => {
    expect(parseRange(text)).toBeUndefined();
  });

  it("have a netmask", () => {
    expect(netmaskOf(range("10.0.0.0/20"))).toBe("255.255.240.0");
  });

  it("are private as a whole or not at all", () => {
    const inside = ["10.255.0.0/16", "172.16.0.0/12", "172.31.255.0/24", "192.168.0.0/16"];
    const outside = ["11.0.0.0/16", "172.0.0.0/8", "172.32.0.0/16", "192.169.0.0/24", "198.18.0.0/15"];
    expect(inside.map((text) => isPrivate(range(text)))).toEqual(inside.map(() => true));
    expect(outside.map((text) => isPrivate(range(text)))).toEqual(outside.map(() => false));
  });

  it("overlap when they share an address", () => {
    const cases: [string, string, boolean][] = [
      ["10.0.0.0/24", "10.0.1.0/24", false],
      ["10.0.0.0/16", "10.0.255.240/28", true],
      ["10.0.0.0/24", "10.0.0.0/24", true],
      ["10.0.0.240/28", "10.0.0.0/24", true],
    ];
    for (const [one, other, expected] of cases) expect(overlaps(range(one), range(other))).toBe(expected);
  });

  it("are chosen beside those that are taken", () => {
    expect(formatRange(freeRange([], 4096) ?? range("0.0.0.0/0"))).toBe("10.100.0.0/20");
    const taken = [range("10.100.0.0/16"), range("10.101.16.0/24")];
    expect(formatRange(freeRange(taken, 4096) ?? range("0.0.0.0/0"))).toBe("10.101.0.0/20");
    expect(formatRange(freeRange(taken, 65_536) ?? range("0.0.0.0/0"))).toBe("10.102.0.0/16");
    expect(freeRange([range("0.0.0.0/0")], 4096)).toBeUndefined();
  });
});
