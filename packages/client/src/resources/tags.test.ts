import { describe, expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";
import { Tag, type TagRef } from "./tags.js";

const tag = { body: { tag: { name: "web", resources: { count: 0 } } } };
const nothing = { status: 204 };

describe("tags", () => {
  it("are listed, got, created and deleted", async () => {
    const { client, sent } = clientWith({ body: { tags: [{ name: "web" }] } }, tag, tag, tag, nothing, nothing);
    expect((await client.tags.list().all())[0]).toBeInstanceOf(Tag);
    const got = await client.tags.get("web");
    await client.tags.get({ name: "a/b c" });
    await client.tags.create("web");
    await got.delete();
    expect(await client.tags.delete("web")).toBeUndefined();
    expect(sent()).toEqual([
      { request: "GET /v2/tags?per_page=200" },
      { request: "GET /v2/tags/web" },
      { request: "GET /v2/tags/a%2Fb%20c" },
      { request: "POST /v2/tags", body: { name: "web" } },
      { request: "DELETE /v2/tags/web" },
      { request: "DELETE /v2/tags/web" },
    ]);
  });

  it("cannot be reached without a name: DELETE /v2/tags/ is another operation", async () => {
    const { client, sender } = clientWith(nothing);
    await expect(client.tags.delete("")).rejects.toThrow('"tag_id" of /v2/tags/{tag_id} is missing');
    await expect(client.tags.ref("..").fetch()).rejects.toThrow('is ".."');
    expect(sender.requests).toEqual([]);
  });

  it("are put on and taken off resources: entries as the API has them, or droplets", async () => {
    const { client, sent } = clientWith({ body: { droplet: { id: 7, name: "web-1" } } }, nothing, nothing, nothing);
    const droplet = await client.droplets.get(7);
    const volume = { resource_type: "volume", resource_id: "506f78a4" } as const;
    const resources = [{ resource_type: "droplet", resource_id: "7" }, volume];
    await client.tags.ref("web").add([droplet, volume]);
    await client.tags.remove({ name: "web" }, [droplet, volume]);
    await client.tags.add("web", []);
    expect(sent().slice(1)).toEqual([
      { request: "POST /v2/tags/web/resources", body: { resources } },
      { request: "DELETE /v2/tags/web/resources", body: { resources } },
      { request: "POST /v2/tags/web/resources", body: { resources: [] } },
    ]);
  });

  it("lead to their droplets", async () => {
    const { client, sent } = clientWith({ body: { droplets: [{ id: 7 }] } }, nothing, { body: { actions: [] } });
    const web = client.tags.ref("web");
    expect(await web.droplets().all()).toMatchObject([{ id: 7 }]);
    await web.deleteDroplets();
    await web.act({ type: "power_cycle" });
    expect(sent()).toEqual([
      { request: "GET /v2/droplets?per_page=200&tag_name=web" },
      { request: "DELETE /v2/droplets?tag_name=web" },
      { request: "POST /v2/droplets/actions?tag_name=web", body: { type: "power_cycle" } },
    ]);
  });

  it.each<[string, object, (tag: TagRef) => PromiseLike<unknown>]>([
    ["power_cycle", {}, (tag) => tag.powerCycle()],
    ["power_on", {}, (tag) => tag.powerOn()],
    ["power_off", {}, (tag) => tag.powerOff()],
    ["shutdown", {}, (tag) => tag.shutdown()],
    ["enable_private_networking", {}, (tag) => tag.enablePrivateNetworking()],
    ["enable_ipv6", {}, (tag) => tag.enableIpv6()],
    ["enable_backups", {}, (tag) => tag.enableBackups()],
    ["disable_backups", {}, (tag) => tag.disableBackups()],
    ["snapshot", { name: "nightly" }, (tag) => tag.snapshot("nightly")],
  ])("begin %s on all their droplets by one request", async (type, fields, begin) => {
    const { client, sent } = clientWith({ body: { actions: [{ id: 70 }, { id: 80 }] } });
    expect(await begin(client.tags.ref("web"))).toMatchObject([{ id: 70 }, { id: 80 }]);
    expect(sent()).toEqual([{ request: "POST /v2/droplets/actions?tag_name=web", body: { type, ...fields } }]);
  });
});
