import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ForeignOriginError } from "../errors/transport.js";
import { fillPath, readEndpoint, resolveUrl, withQuery } from "./url.js";

const endpoint = readEndpoint("https://api.digitalocean.com");

describe("fillPath", () => {
  it.each([
    ["a/b", "a%2Fb"],
    ["a b", "a%20b"],
    ["100%", "100%25"],
    ["münchen", "m%C3%BCnchen"],
    ["🚀", "%F0%9F%9A%80"],
    ["%00", "%2500"],
    ["\0", "%00"],
    ["%2e%2e", "%252e%252e"],
    ["a?b#c", "a%3Fb%23c"],
    ["a:b@c", "a%3Ab%40c"],
    ["..\\..", "..%5C.."],
    ["...", "..."],
    [0, "0"],
    [123, "123"],
  ])("puts %j into the path as %s", (value, encoded) => {
    expect(fillPath("/v2/tags/{tag_id}/resources", { tag_id: value })).toBe(`/v2/tags/${encoded}/resources`);
  });

  it("fills every parameter by its name", () => {
    expect(fillPath("/v2/domains/{name}/records/{id}", { id: 7, name: "example.com" })).toBe(
      "/v2/domains/example.com/records/7",
    );
  });

  it.each(["", ".", ".."])("refuses %j, which would lead to another operation", (value) => {
    expect(() => fillPath("/v2/droplets/{droplet_id}", { droplet_id: value })).toThrow(
      /path parameter "droplet_id" of \/v2\/droplets\/\{droplet_id\}/,
    );
  });

  it("refuses a missing parameter and says which", () => {
    expect(() => fillPath("/v2/droplets/{droplet_id}")).toThrow(
      new TypeError('the path parameter "droplet_id" of /v2/droplets/{droplet_id} is missing'),
    );
  });

  it("yields exactly the segments of its template, whatever the values are", () => {
    const value = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => text !== "." && text !== "..");
    fc.assert(
      fc.property(value, value, (one, two) => {
        const path = fillPath("/v2/things/{one}/parts/{two}", { one, two });
        const seen = new URL(`https://host${path}`);
        expect(seen.search + seen.hash).toBe("");
        expect(seen.pathname.split("/").map(decodeURIComponent)).toEqual(["", "v2", "things", one, "parts", two]);
      }),
    );
  });
});

describe("withQuery", () => {
  it("keeps 0, false and the empty string", () => {
    expect(withQuery("/x", { a: 0, b: false, c: "" })).toBe("/x?a=0&b=false&c=");
  });

  it("leaves out undefined and null, also within arrays", () => {
    expect(withQuery("/x", { a: undefined, b: null, c: [null, 1, undefined] })).toBe("/x?c=1");
    expect(withQuery("/x", undefined)).toBe("/x");
  });

  it("repeats arrays", () => {
    expect(withQuery("/x", { tag: ["a", "b"] })).toBe("/x?tag=a&tag=b");
  });

  it("adds to a query that is there already", () => {
    expect(withQuery("/x?a=1", { b: 2 })).toBe("/x?a=1&b=2");
  });

  it("encodes names and values", () => {
    expect(withQuery("/x", { "a&b": "c=d&e +#ü" })).toBe("/x?a%26b=c%3Dd%26e%20%2B%23%C3%BC");
  });
});

describe("readEndpoint", () => {
  it.each([
    ["https://api.digitalocean.com", "https://api.digitalocean.com", "https://api.digitalocean.com"],
    ["https://api.digitalocean.com/", "https://api.digitalocean.com", "https://api.digitalocean.com"],
    ["http://127.0.0.1:8080/do///", "http://127.0.0.1:8080", "http://127.0.0.1:8080/do"],
    ["HTTPS://Example.COM:443/a/b", "https://example.com", "https://example.com/a/b"],
  ])("reads %s", (text, origin, base) => {
    expect(readEndpoint(text)).toEqual({ origin, base });
  });

  it.each(["ftp://api.digitalocean.com", "api.digitalocean.com", "", "file:///etc/passwd", "https://"])(
    "refuses %j",
    (text) => {
      expect(() => readEndpoint(text)).toThrow(new TypeError(`the endpoint "${text}" is no http or https URL`));
    },
  );

  it.each(["https://user:secret@host", "https://user@host", "ftp://user:secret@host"])(
    "refuses user information in %s without showing it",
    (text) => {
      expect(() => readEndpoint(text)).toThrow(new TypeError("the endpoint must not contain a user name or password"));
    },
  );
});

describe("resolveUrl", () => {
  it("puts a path behind the endpoint and its prefix", () => {
    expect(resolveUrl("/v2/account", readEndpoint("https://host/do/"), "GET")).toEqual({
      url: "https://host/do/v2/account",
      path: "/v2/account",
    });
  });

  it("shows the path without its query", () => {
    expect(resolveUrl("/v2/droplets?name=secret", endpoint, "GET")).toEqual({
      url: "https://api.digitalocean.com/v2/droplets?name=secret",
      path: "/v2/droplets",
    });
  });

  it("drops a fragment, which would swallow a query that is added", () => {
    expect(resolveUrl("/v2/tags#top", endpoint, "GET").url).toBe("https://api.digitalocean.com/v2/tags");
    expect(resolveUrl("https://api.digitalocean.com/v2/tags#top", endpoint, "GET").url).toBe(
      "https://api.digitalocean.com/v2/tags",
    );
  });

  it("accepts an absolute URL on the endpoint's origin", () => {
    for (const target of [
      "https://api.digitalocean.com/v2/droplets?page=2",
      "https://API.DigitalOcean.com:443/v2/droplets?page=2",
      "https://user:password@api.digitalocean.com/v2/droplets?page=2",
    ]) {
      expect(resolveUrl(target, endpoint, "GET")).toEqual({
        url: "https://api.digitalocean.com/v2/droplets?page=2",
        path: "/v2/droplets",
      });
    }
  });

  it.each([
    ["another host", "https://evil.com/v2/account"],
    ["a host that begins alike", "https://api.digitalocean.com.evil.com/v2/account"],
    ["the endpoint as user information", "https://api.digitalocean.com@evil.com/v2/account"],
    ["the endpoint as user and password", "https://api.digitalocean.com:443@evil.com/v2/account"],
    ["backslashes", "https:\\\\evil.com\\v2"],
    ["a backslash before user information", "https://evil.com\\@api.digitalocean.com/"],
    ["another port", "https://api.digitalocean.com:8443/v2/account"],
    ["another scheme", "http://api.digitalocean.com/v2/account"],
    ["a scheme that wraps the endpoint", "blob:https://api.digitalocean.com/v2/account"],
    ["another scheme without a host", "javascript:alert(1)"],
  ])("refuses %s", (_, target) => {
    expect(() => resolveUrl(target, endpoint, "GET")).toThrow(ForeignOriginError);
  });

  it.each(["//evil.com/v2/account", "v2/account", "", "?page=2", "\\\\evil.com", "https://"])(
    "refuses %j, which is neither a path nor a URL",
    (target) => {
      expect(() => resolveUrl(target, endpoint, "GET")).toThrow(TypeError);
    },
  );

  it.each([
    "/\\evil.com",
    "/\\\\evil.com",
    "/@evil.com",
    "/:80@evil.com",
    "/\t/evil.com",
    "/\n//evil.com",
    "/..//evil.com",
  ])("keeps %j on the endpoint", (target) => {
    const { url } = resolveUrl(target, endpoint, "GET");
    expect(new URL(url).origin).toBe("https://api.digitalocean.com");
  });

  it("never leads to another origin, whatever the target is", () => {
    const scheme = fc.constantFrom("https:", "http:", "blob:", "blob:https:", "");
    const mark = fc.constantFrom("/", "//", "\\", "@", ":", "?", "#", "..", "\t", "\n", " ");
    const word = fc.constantFrom("api.digitalocean.com", "evil.com", "443", "v2");
    const rest = fc.array(fc.oneof(mark, word), { maxLength: 8 });
    const originOf = (target: string): string => {
      try {
        return new URL(resolveUrl(target, endpoint, "GET").url).origin;
      } catch (error) {
        return error instanceof TypeError || error instanceof ForeignOriginError ? "refused" : String(error);
      }
    };
    fc.assert(
      fc.property(scheme, rest, (start, pieces) => {
        expect(["https://api.digitalocean.com", "refused"]).toContain(originOf(start + pieces.join("")));
      }),
      { numRuns: 3_000 },
    );
  });

  it("names the path that was refused, and no attempt", () => {
    let refusal: unknown;
    try {
      resolveUrl("https://evil.com/v2/account?token=1", endpoint, "DELETE");
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ method: "DELETE", path: "/v2/account", attempts: 0 });
    expect(String(refusal)).toContain("https://evil.com");
  });
});
