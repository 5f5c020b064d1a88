import { describe, expect, it } from "vitest";
import { neverSent } from "./causes.js";

describe("neverSent", () => {
  it.each([
    ["a refused connection", { code: "ECONNREFUSED", syscall: "connect" }],
    ["an unknown host", { code: "ENOTFOUND", syscall: "getaddrinfo" }],
    ["a name server that is busy", { code: "EAI_AGAIN" }],
    ["no route to the host", { code: "EHOSTUNREACH" }],
    ["no network", { code: "ENETUNREACH" }],
    ["a connect that took too long", { code: "ETIMEDOUT", syscall: "connect" }],
    ["a connect of fetch that took too long", { code: "UND_ERR_CONNECT_TIMEOUT" }],
    ["several addresses of which none could be connected", new AggregateError([new Error("connect ETIMEDOUT")])],
  ])("%s did not reach the API, and can be tried again", (_, cause) => {
    expect(neverSent(cause)).toEqual({ reached: false, permanent: false });
  });

  it.each([
    "CERT_HAS_EXPIRED",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "ERR_SSL_WRONG_VERSION_NUMBER",
  ])("%s did not reach the API, and will not the next time", (code) => {
    expect(neverSent({ code })).toEqual({ reached: false, permanent: true });
  });

  it.each([
    ["a reset", { code: "ECONNRESET", syscall: "read" }],
    ["a broken pipe", { code: "EPIPE", syscall: "write" }],
    ["a read that took too long", { code: "ETIMEDOUT", syscall: "read" }],
    ["a socket that was closed", { code: "UND_ERR_SOCKET" }],
    ["an error that says nothing", new TypeError("Failed to fetch")],
    ["a string", "no"],
    ["null", null],
    ["undefined", undefined],
    ["a code that is no text", { code: 7 }],
  ])("after %s the request may have been carried out", (_, cause) => {
    expect(neverSent(cause)).toEqual({ reached: true, permanent: false });
  });
});
