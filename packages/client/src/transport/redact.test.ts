import { describe, expect, it } from "vitest";
import { requestOf } from "../testing/scripted-sender.js";
import { redact } from "./redact.js";

const token = "dop_v1_0123456789abcdef";
const request = requestOf({ headers: { authorization: `Bearer ${token}` } });

describe("redact", () => {
  it("takes the token out, with and without its scheme, wherever it stands", () => {
    expect(redact(`a ${token}b${token} Bearer ${token}`, request)).toBe("a [token]b[token] Bearer [token]");
  });

  it("leaves everything else as it is", () => {
    expect(redact("Bearer dop_v1_other", request)).toBe("Bearer dop_v1_other");
    expect(redact("", request)).toBe("");
    expect(redact(undefined, request)).toBeUndefined();
    expect(redact(token, requestOf())).toBe(token);
  });

  it("knows a short token only behind its scheme: it is part of ordinary words", () => {
    const short = requestOf({ headers: { authorization: "Bearer t" } });
    expect(redact("not Bearer t", short)).toBe("not Bearer [token]");
  });

  it("takes out an authorization of another scheme too", () => {
    const basic = requestOf({ headers: { authorization: "Basic dXNlcjpwYXNzd29yZA==" } });
    expect(redact("got Basic dXNlcjpwYXNzd29yZA==", basic)).not.toContain("dXNlcjpwYXNzd29yZA==");
  });
});
