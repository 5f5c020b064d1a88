import { describe, expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";
import { Image } from "./images.js";

const action = { id: 70, status: "in-progress", type: "transfer", resource_id: 5, resource_type: "image" };
const image = { body: { image: { id: 5, name: "base" } } };

describe("images", () => {
  it("are listed by what they are asked for, false too", async () => {
    const { client, sent } = clientWith({ body: { images: [{ id: 5, slug: null }] } });
    const [first] = await client.images.list({ type: "distribution", private: false, tag_name: "x" }).all();
    expect(first).toBeInstanceOf(Image);
    expect(first?.slug).toBeNull();
    expect(sent()).toEqual([{ request: "GET /v2/images?per_page=200&type=distribution&private=false&tag_name=x" }]);
  });

  it("are got by number, slug or object", async () => {
    const { client, sent } = clientWith(image, image, image);
    await client.images.get(5);
    await client.images.get("debian-12-x64");
    await client.images.get({ id: 6 });
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/images/5",
      "GET /v2/images/debian-12-x64",
      "GET /v2/images/6",
    ]);
  });

  it("are changed and deleted", async () => {
    const { client, sent } = clientWith(image, image, image, { status: 204 }, { status: 204 });
    await client.images.update(5, { name: "new" });
    const one = await client.images.ref(5).update({ description: "" });
    await one.fetch();
    await one.delete();
    expect(await client.images.delete({ id: 5 })).toBeUndefined();
    expect(sent()).toEqual([
      { request: "PUT /v2/images/5", body: { name: "new" } },
      { request: "PUT /v2/images/5", body: { description: "" } },
      { request: "GET /v2/images/5" },
      { request: "DELETE /v2/images/5" },
      { request: "DELETE /v2/images/5" },
    ]);
  });

  it("start actions, each with its own body", async () => {
    const { client, sent } = clientWith(...Array.from({ length: 4 }, () => ({ body: { action } })));
    const one = client.images.ref(5);
    await one.transfer("nyc3");
    await one.transfer({ slug: "a-region-of-tomorrow" });
    await one.convert();
    await client.images.act({ id: 5 }, { type: "convert" });
    expect(sent()).toEqual([
      { request: "POST /v2/images/5/actions", body: { type: "transfer", region: "nyc3" } },
      { request: "POST /v2/images/5/actions", body: { type: "transfer", region: "a-region-of-tomorrow" } },
      { request: "POST /v2/images/5/actions", body: { type: "convert" } },
      { request: "POST /v2/images/5/actions", body: { type: "convert" } },
    ]);
  });

  it.each([
    ["under its own field", { action }],
    ["as the body itself", action],
  ])("have an action that can be waited for, given %s", async (_, body) => {
    const { client } = clientWith({ status: 201, body }, { body: { action: { ...action, status: "completed" } } });
    const started = client.images.ref(5).convert();
    expect(await started).toMatchObject(action);
    expect((await started.wait()).completed).toBe(true);
  });

  it("have actions", async () => {
    const { client, sent } = clientWith({ body: { actions: [action] } }, { body: { actions: [] } });
    expect(await client.images.ref(5).actions({ per_page: 3 }).all()).toMatchObject([action]);
    expect(await client.images.ref(5).lastAction()).toBeNull();
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/images/5/actions?per_page=3",
      "GET /v2/images/5/actions?per_page=1",
    ]);
  });
});
