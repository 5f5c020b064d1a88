import { describe, expect, it } from "vitest";
import { checkHost, parseTarget } from "./target.js";

describe("parseTarget", () => {
  it("splits path and query", () => {
    const { pathname, query } = parseTarget("/v2/droplets?tag_name=a%20b&x=?");
    expect([pathname, query.get("tag_name"), query.get("x")]).toEqual(["/v2/droplets", "a b", "?"]);
  });

  it("reads an absolute address", () => {
    expect(parseTarget("http://api.test/v2/sizes?page=2")).toMatchObject({ pathname: "/v2/sizes" });
  });

  it.each(["/v2/%", "/v2/%zz", "/v2/%c3%28", "/v2/a%00b", "/v2/tags?name=%00", "*", "ftp://x/v2"])(
    "refuses %s",
    (target) => {
      expect(() => parseTarget(target)).toThrow(expect.objectContaining({ status: 400 }));
    },
  );
});

describe("checkHost", () => {
  const allowed = new Set(["localhost", "127.0.0.1", "[::1]"]);

  it.each(["localhost", "LOCALHOST:80", "127.0.0.1:54321", "[::1]:80"])("answers for %s", (host) => {
    expect(() => checkHost(host, allowed)).not.toThrow();
  });

  it.each(["evil.test", "localhost.evil.test", "127.0.0.1.evil.test:80", "", undefined])("not for %s", (host) => {
    expect(() => checkHost(host, allowed)).toThrow(expect.objectContaining({ status: 421 }));
  });
});
