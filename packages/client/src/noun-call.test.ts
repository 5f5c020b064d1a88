import { describe, expect, it } from "vitest";
import { type NounCall, orderOfNoun } from "./noun-call.js";
import { clientWith } from "./testing/scripted-client.js";

const request = (call: NounCall) => {
  const { method, target, query, body } = orderOfNoun(call);
  return [`${method} ${target}`, body ?? query];
};

describe("a call by noun", () => {
  it.each<[NounCall, string, object]>([
    [{ noun: "sizes" }, "GET /v2/sizes", {}],
    [{ noun: "ssh_keys" }, "GET /v2/account/keys", {}],
    [{ noun: "droplets", params: { tag_name: "a" } }, "GET /v2/droplets", { tag_name: "a" }],
    [{ noun: "droplets", subject: 7 }, "GET /v2/droplets/7", {}],
    [{ noun: "droplets", action: "show", subject: 7 }, "GET /v2/droplets/7", {}],
    [{ noun: "events", action: null, subject: 9 }, "GET /v2/actions/9", {}],
    [{ noun: "droplets", action: "destroy", subject: 7 }, "DELETE /v2/droplets/7", {}],
    [{ noun: "droplets", action: "power_off", subject: 7 }, "POST /v2/droplets/7/actions", { type: "power_off" }],
    [
      { noun: "droplets", action: "resize", subject: 7, params: { size_slug: "s" } },
      "POST /v2/droplets/7/actions",
      { type: "resize", size: "s" },
    ],
    [{ noun: "domains", action: "records", subject: "a.example" }, "GET /v2/domains/a.example/records", {}],
    [{ noun: "images", action: "edit", subject: 3, params: { name: "n" } }, "PUT /v2/images/3", { name: "n" }],
    [
      { noun: "droplets", action: "new", params: { name: "a", size_slug: "s", image_id: 3, region_slug: "r" } },
      "POST /v2/droplets",
      { name: "a", size: "s", image: 3, region: "r" },
    ],
    [{ noun: "tags", subject: "a/b" }, "GET /v2/tags/a%2Fb", {}],
  ])("%j is %s", (call, line, values) => {
    expect(request(call)).toEqual([line, values]);
  });

  it("does not change the parameters that it was given", () => {
    const params = Object.freeze({ size_slug: "s" });
    orderOfNoun({ noun: "droplets", action: "new", params });
    expect(params).toEqual({ size_slug: "s" });
  });

  it.each(["", ".", ".."])("refuses %j as a subject: it would make the call another one", (subject) => {
    expect(() => orderOfNoun({ noun: "droplets", action: "destroy", subject })).toThrow("cannot stand in a path");
  });

  it("gives the API's JSON untouched, and a list whole", async () => {
    const first = {
      sizes: [1, 2],
      links: { pages: { next: "https://api.digitalocean.com/v2/sizes?page=2" } },
      meta: { total: 3 },
    };
    const last = { sizes: [3], links: {}, meta: { total: 3 } };
    const steps = [first, first, last, { account: { x: null } }].map((body) => ({ body }));
    const { client, sent } = clientWith(...steps, { status: 204 });
    expect(await client.call("sizes")).toEqual({ sizes: [1, 2, 3], links: {}, meta: { total: 3 } });
    expect(await client.call("account")).toEqual({ account: { x: null } });
    expect(await client.call("droplets", "destroy", 7)).toBeUndefined();
    expect(sent()).toHaveLength(5);
  });
});
