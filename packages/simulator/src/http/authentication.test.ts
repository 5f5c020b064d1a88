import { describe, expect, it } from "vitest";
import { accountOf, DEFAULT_ACCOUNT } from "./authentication.js";

describe("accountOf", () => {
  it("tells accounts apart by token and never contains the token", () => {
    const account = accountOf("Bearer secret-token-1", false);
    expect(accountOf("bearer  secret-token-1", false)).toBe(account);
    expect(accountOf("Bearer secret-token-2", false)).not.toBe(account);
    expect(account).not.toContain("secret");
  });

  it("lets requests inside the process go without a token", () => {
    expect(accountOf(undefined, true)).toBe(DEFAULT_ACCOUNT);
  });

  it.each([undefined, "", "Bearer", "Bearer ", "Basic abc", "Bearer a b"])(
    "refuses %s over a socket",
    (authorization) => {
      expect(() => accountOf(authorization, false)).toThrow(
        expect.objectContaining({ status: 401, id: "unauthorized" }),
      );
    },
  );

  it("refuses a broken header inside the process too", () => {
    expect(() => accountOf("Basic abc", true)).toThrow("Unable to authenticate you.");
  });
});
