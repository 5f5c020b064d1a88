import { describe, expect, it } from "vitest";
import { idOf, ipOf, nameOf, slugOf, urnOf } from "./references.js";

describe("references", () => {
  it("stand for themselves", () => {
    expect([idOf(0), idOf("a-slug"), nameOf("web"), slugOf("nyc3")]).toEqual([0, "a-slug", "web", "nyc3"]);
  });

  it("are taken from objects that carry them", () => {
    expect([idOf({ id: 7 }), nameOf({ name: "web" }), slugOf({ slug: "nyc3" })]).toEqual([7, "web", "nyc3"]);
    expect([urnOf("do:droplet:7"), urnOf({ urn: "do:droplet:8" })]).toEqual(["do:droplet:7", "do:droplet:8"]);
    expect([ipOf({ ip: "203.0.113.7" }), ipOf({ ip: "2001:db8::7" })]).toEqual(["203.0.113.7", "2001:db8::7"]);
  });

  it("are IPv4 addresses as numbers too, all 32 bits of them", () => {
    expect([0, 1, 758604968, 3405803783, 0xffffffff].map(ipOf)).toEqual([
      "0.0.0.0",
      "0.0.0.1",
      "45.55.100.168",
      "203.0.113.7",
      "255.255.255.255",
    ]);
  });

  it.each([-1, 0x100000000, 1.5, Number.NaN])("are no IPv4 address as %s", (number) => {
    expect(() => ipOf(number)).toThrow(`${number} is no IPv4 address`);
  });
});
