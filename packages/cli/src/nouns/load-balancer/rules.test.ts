import { describe, expect, it } from "vitest";
import { readRules } from "./rules.js";

const plain = "entry_protocol:https,entry_port:443,target_protocol:http,target_port:80";

describe("forwarding rules", () => {
  it("have numbers for ports, and what TLS needs", () => {
    expect(readRules([`${plain},certificate_id:abc`, `${plain},tls_passthrough:true`])).toEqual([
      { entry_protocol: "https", entry_port: 443, target_protocol: "http", target_port: 80, certificate_id: "abc" },
      { entry_protocol: "https", entry_port: 443, target_protocol: "http", target_port: 80, tls_passthrough: true },
    ]);
  });

  it.each([
    ["entry_protocol:http,entry_port:80,target_protocol:http", "has no target_port"],
    [`${plain},tls_passthrough:yes`, "tls_passthrough is true or false"],
    [`${plain},entry_port:444`, "entry_port is given several times"],
    ["port:80", 'has the part "port:80"'],
  ])("%s is refused", (text, message) => {
    expect(() => readRules([text])).toThrow(message);
  });
});
