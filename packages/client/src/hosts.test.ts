import { describe, expect, it } from "vitest";
import { MissingKeyError } from "./errors/hosts.js";
import { destinationOf, hostOf } from "./hosts.js";

const args = (more: { endpoint?: string; accessKey?: string } = {}) => more;

describe("the host of a path", () => {
  it.each([
    ["/v2/droplets", undefined],
    ["/v1/chat/completions", "inference"],
    ["/v1/batches/{batch_id}", "inference"],
    ["/api/v1/chat/completions", "agent"],
    ["/<upload_url>", "upload"],
  ])("%s is %s", (path, host) => {
    expect(hostOf(path)).toBe(host);
  });
});

describe("where an operation on another host goes", () => {
  it("for inference: the public host with the client's key, unless the request says otherwise", () => {
    expect(destinationOf("inference", args(), "client-key")).toMatchObject({
      endpoint: { base: "https://inference.do-ai.run" },
      accessKey: "client-key",
    });
    const own = { endpoint: "http://127.0.0.1:9/x/", accessKey: "own-key" };
    expect(destinationOf("inference", own, "client-key")).toMatchObject({
      endpoint: { base: "http://127.0.0.1:9/x" },
      accessKey: "own-key",
    });
  });

  it("for an agent: its address, with its own key and never the one for inference", () => {
    const endpoint = "https://abc.agents.do-ai.run";
    expect(destinationOf("agent", args({ endpoint, accessKey: "agent-key" }), "client-key")).toMatchObject({
      endpoint: { base: endpoint },
      accessKey: "agent-key",
    });
    expect(() => destinationOf("agent", args({ endpoint }), "client-key")).toThrow(MissingKeyError);
    expect(() => destinationOf("agent", args({ accessKey: "agent-key" }), undefined)).toThrow('pass its "endpoint"');
  });

  it("for an upload: the signed address as it is, with no key at all", () => {
    const endpoint = "https://bucket.example.com/path%20x?signature=a%2Fb&expires=1";
    const found = destinationOf("upload", args({ endpoint, accessKey: "secret" }), "client-key");
    expect(found).toEqual({
      endpoint: { origin: "https://bucket.example.com", base: "https://bucket.example.com" },
      target: endpoint,
    });
  });

  it("without a key there is none, and the message says where it goes", () => {
    expect(() => destinationOf("inference", args(), undefined)).toThrow('the option "inferenceKey"');
  });
});
