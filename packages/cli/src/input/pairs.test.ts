import { describe, expect, it } from "vitest";
import { onlyValue, readPairs, wholeNumber } from "./pairs.js";

const read = (text: string) => readPairs(text, { what: "rule", names: ["protocol", "address"] as const });

describe("pairs", () => {
  it("can come several times, and their values can have colons", () => {
    expect([...read("protocol:tcp, address:10.0.0.0/8,address:fd00::/8")]).toEqual([
      ["protocol", ["tcp"]],
      ["address", ["10.0.0.0/8", "fd00::/8"]],
    ]);
  });

  it.each(["", "protocol", "protocol:", ":tcp", "port:1", "protocol:tcp,", "toString:1"])("%j is refused", (text) => {
    expect(() => read(text)).toThrow(/^the rule ".*" has the part/);
  });

  it("that make sense once only are refused the second time", () => {
    expect(onlyValue(read("protocol:tcp"), "protocol")).toBe("tcp");
    expect(onlyValue(read("protocol:tcp"), "address")).toBeUndefined();
    expect(() => onlyValue(read("protocol:tcp,protocol:udp"), "protocol")).toThrow("protocol is given several times");
  });

  it.each(["", "-1", "1.5", "0x1", "1e3", "9".repeat(16)])("%j is no whole number", (text) => {
    expect(() => wholeNumber("port", text)).toThrow("port must be a whole number");
  });
});
