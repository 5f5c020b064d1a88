import { describe, expect, it } from "vitest";
import { parsePlace, scpSource, scpTarget } from "./places.js";

describe("a path of scp", () => {
  it.each([
    ["web-1:/etc", { droplet: "web-1", path: "/etc" }],
    ["web-1:", { droplet: "web-1", path: "" }],
    ["123:a:b", { droplet: "123", path: "a:b" }],
    ["web:a\nb", { droplet: "web", path: "a\nb" }],
    ["file", { path: "file" }],
    ["./web-1:x", { path: "./web-1:x" }],
    ["/a:b", { path: "/a:b" }],
    [":a", { path: ":a" }],
    ["", { path: "" }],
  ])("%j", (word, place) => {
    expect(parsePlace(word)).toEqual(place);
  });

  it("is written as scp reads it: nothing is a pattern, and IPv6 has brackets", () => {
    expect(scpSource({ address: "192.0.2.1", path: "/a b/*[?]\\{}" })).toBe("192.0.2.1:/a b/\\*\\[\\?\\]\\\\\\{\\}");
    expect(scpTarget({ address: "2001:db8::1", path: "*" })).toBe("[2001:db8::1]:*");
    expect([scpSource({ path: "a*" }), scpTarget({ path: "-b" })]).toEqual(["a*", "-b"]);
  });
});
