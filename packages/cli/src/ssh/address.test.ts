import type { Droplet } from "@doapi/client";
import { describe, expect, it } from "vitest";
import { addressOf, bracketed, reachOf } from "./address.js";

const droplet = (fields: object) => ({ id: 7, name: "web", off: false, isNew: false, ...fields }) as Droplet;
const publicly = { private: false };

describe("the address of a droplet", () => {
  it("is the public one, or the private one that was asked for", () => {
    const both = droplet({ ipAddress: "192.0.2.1", privateIpv4Address: "10.0.0.2" });
    expect([addressOf(both, publicly), addressOf(both, { private: true })]).toEqual(["192.0.2.1", "10.0.0.2"]);
    expect(bracketed(addressOf(droplet({ ipAddress: "2001:db8::1" }), publicly))).toBe("[2001:db8::1]");
  });

  it.each([
    [{ off: true, ipAddress: "192.0.2.1" }, "droplet web (7): it is off"],
    [{}, "droplet web (7): it has no public address"],
    [{ ipAddress: "-oProxyCommand=date" }, "droplet web (7): it has no public address"],
    [{ ipAddress: "192.0.2.1 -v" }, "droplet web (7): it has no public address"],
  ])("is an error for %j", (fields, message) => {
    expect(() => addressOf(droplet(fields), publicly)).toThrow(message);
  });

  it("may still come for one that is new", () => {
    const hint = "wait for it: doapi droplet wait --status active 7";
    expect(reachOf(droplet({ isNew: true }), publicly)).toEqual({ problem: "it has no public address", hint });
  });
});
