import { describe, expect, it } from "vitest";
import { clientAnswering, clientWith } from "../testing/scripted-client.js";
import { problem } from "../testing/scripted-sender.js";
import type { ActionCall } from "./action.js";
import { Droplet, type DropletRef } from "./droplet.js";
import { Image } from "./images.js";

const action = { id: 70, status: "in-progress", type: "reboot", resource_id: 7, resource_type: "droplet" };

/** What a droplet is made to send; every answer is an action. */
async function bodyOf(act: (droplet: DropletRef) => ActionCall): Promise<unknown> {
  const { client, sent } = clientWith({ status: 201, body: { action } });
  const started = await act(client.droplets.ref(7));
  expect(started).toMatchObject(action);
  expect(sent()).toHaveLength(1);
  expect(sent()[0]?.request).toBe("POST /v2/droplets/7/actions");
  return sent()[0]?.body;
}

describe("each action sends its own body", () => {
  const policy = { plan: "weekly", weekday: "SUN", hour: 4 } as const;
  it.each<[string, (droplet: DropletRef) => ActionCall, object]>([
    [
      "act",
      (d) => d.act({ type: "resize", size: "s-2vcpu-4gb", disk: true }),
      { type: "resize", size: "s-2vcpu-4gb", disk: true },
    ],
    ["reboot", (d) => d.reboot(), { type: "reboot" }],
    ["powerCycle", (d) => d.powerCycle(), { type: "power_cycle" }],
    ["shutdown", (d) => d.shutdown(), { type: "shutdown" }],
    ["powerOff", (d) => d.powerOff(), { type: "power_off" }],
    ["powerOn", (d) => d.powerOn(), { type: "power_on" }],
    ["passwordReset", (d) => d.passwordReset(), { type: "password_reset" }],
    ["restore", (d) => d.restore(5), { type: "restore", image: 5 }],
    ["restore of an object", (d) => d.restore({ id: 5 }), { type: "restore", image: 5 }],
    [
      "resize, which leaves the disk alone",
      (d) => d.resize("s-2vcpu-4gb"),
      { type: "resize", size: "s-2vcpu-4gb", disk: false },
    ],
    [
      "resize of the disk",
      (d) => d.resize({ slug: "s-2vcpu-4gb" }, { disk: true }),
      { type: "resize", size: "s-2vcpu-4gb", disk: true },
    ],
    ["rebuild from a slug", (d) => d.rebuild("debian-12-x64"), { type: "rebuild", image: "debian-12-x64" }],
    ["rebuild from a number", (d) => d.rebuild(5), { type: "rebuild", image: 5 }],
    ["rebuild from an object", (d) => d.rebuild({ id: 5 }), { type: "rebuild", image: 5 }],
    ["rename", (d) => d.rename("web-2"), { type: "rename", name: "web-2" }],
    ["snapshot", (d) => d.snapshot("before"), { type: "snapshot", name: "before" }],
    ["changeKernel", (d) => d.changeKernel(9), { type: "change_kernel", kernel: 9 }],
    ["enableBackups", (d) => d.enableBackups(), { type: "enable_backups" }],
    ["enableBackups with a policy", (d) => d.enableBackups(policy), { type: "enable_backups", backup_policy: policy }],
    [
      "changeBackupPolicy",
      (d) => d.changeBackupPolicy(policy),
      { type: "change_backup_policy", backup_policy: policy },
    ],
    ["disableBackups", (d) => d.disableBackups(), { type: "disable_backups" }],
    ["enableIpv6", (d) => d.enableIpv6(), { type: "enable_ipv6" }],
    ["enablePrivateNetworking", (d) => d.enablePrivateNetworking(), { type: "enable_private_networking" }],
  ])("%s", async (_, act, body) => {
    expect(await bodyOf(act)).toEqual(body);
  });

  it("and takes the options of a request", async () => {
    const { client, sender } = clientWith({ body: { action } });
    await client.droplets.ref(7).resize("s-2vcpu-4gb", { disk: true, timeout: 5 });
    expect(sender.requests[0]?.timeout).toBe(5);
    expect(sender.requests[0]?.body).toBe('{"type":"resize","size":"s-2vcpu-4gb","disk":true}');
  });
});

describe("a droplet by its number alone", () => {
  it("makes no request until it is asked to", () => {
    const { client, sender } = clientWith();
    expect(client.droplets.ref(7).id).toBe(7);
    expect(sender.requests).toEqual([]);
  });

  const entries = { resources: [{ resource_type: "droplet", resource_id: "7" }] };
  it.each<[string, (droplet: DropletRef) => PromiseLike<unknown>, object, object?]>([
    ["GET /v2/droplets/7", (d) => d.fetch(), { droplet: { id: 7 } }],
    ["DELETE /v2/droplets/7", (d) => d.delete(), {}],
    ["POST /v2/tags/web/resources", (d) => d.tag("web"), {}, entries],
    ["DELETE /v2/tags/a%2Fb/resources", (d) => d.untag({ name: "a/b" }), {}, entries],
    ["GET /v2/droplets/7/actions?per_page=200", (d) => d.actions().all(), { actions: [] }],
    ["GET /v2/droplets/7/actions?per_page=3", (d) => d.actions({ per_page: 3 }).all(), { actions: [] }],
    ["GET /v2/droplets/7/actions?per_page=1", (d) => d.lastAction(), { actions: [] }],
    ["GET /v2/droplets/7/actions?per_page=20", (d) => d.currentAction(), { actions: [] }],
    ["GET /v2/droplets/7/snapshots?per_page=200", (d) => d.snapshots().all(), { snapshots: [] }],
    ["GET /v2/droplets/7/backups?per_page=200", (d) => d.backups().all(), { backups: [] }],
    ["GET /v2/droplets/7/kernels?per_page=200", (d) => d.kernels().all(), { kernels: [] }],
    ["GET /v2/droplets/7/neighbors?per_page=200", (d) => d.neighbors().all(), { droplets: [] }],
  ])("sends %s", async (request, use, answer, body) => {
    const { client, sent } = clientWith({ body: answer });
    await use(client.droplets.ref(7));
    expect(sent()).toEqual([{ request, ...(body && { body }) }]);
  });
});

describe("what its lists hold", () => {
  it("are objects with methods of their own", async () => {
    const { client } = clientAnswering((request) => {
      if (request.includes("/snapshots")) return { body: { snapshots: [{ id: 1 }] } };
      if (request.includes("/neighbors")) return { body: { droplets: [{ id: 2 }] } };
      return { body: { kernels: [{ id: 3, name: "linux" }] } };
    });
    const droplet = client.droplets.ref(7);
    expect((await droplet.snapshots().all())[0]).toBeInstanceOf(Image);
    expect((await droplet.neighbors().all())[0]).toBeInstanceOf(Droplet);
    expect(await droplet.kernels().all()).toEqual([{ id: 3, name: "linux" }]);
  });
});

describe("its getters", () => {
  const given = async (fields: object): Promise<Droplet> =>
    clientWith({ body: { droplet: { id: 7, ...fields } } }).client.droplets.get(7);

  it.each([
    ["new", [true, false, false, false]],
    ["active", [false, true, false, false]],
    ["off", [false, false, true, false]],
    ["archive", [false, false, false, true]],
    ["something-new", [false, false, false, false]],
  ])("tell the status %s", async (status, expected) => {
    const { isNew, active, off, archived } = await given({ status });
    expect([isNew, active, off, archived]).toEqual(expected);
  });

  const v4 = [
    { type: "private", ip_address: "10.0.0.2" },
    { type: "public", ip_address: "203.0.113.5" },
  ];
  const v6 = [{ type: "public", ip_address: "2001:db8::5" }];

  it("find the addresses, whatever their order", async () => {
    expect(await given({ networks: { v4, v6 } })).toMatchObject({
      ipv4Address: "203.0.113.5",
      privateIpv4Address: "10.0.0.2",
      ipv6Address: "2001:db8::5",
      ipAddress: "203.0.113.5",
    });
  });

  it("fall back to the IPv6 address", async () => {
    expect((await given({ networks: { v4: [v4[0]], v6 } })).ipAddress).toBe("2001:db8::5");
  });

  it.each([{}, { networks: null }, { networks: {} }, { networks: { v4: [], v6: [] } }, { networks: { v4: null } }])(
    "find no address in %j",
    async (fields) => {
      const { ipAddress, ipv4Address, ipv6Address, privateIpv4Address } = await given(fields);
      expect([ipAddress, ipv4Address, ipv6Address, privateIpv4Address]).toEqual(Array(4).fill(undefined));
    },
  );

  it("tell the slugs of region and image, where there are any", async () => {
    const full = await given({ region: { slug: "nyc3" }, image: { slug: "debian-12-x64" } });
    expect([full.regionSlug, full.imageSlug]).toEqual(["nyc3", "debian-12-x64"]);
    const bare = await given({ image: { slug: null } });
    expect([bare.regionSlug, bare.imageSlug]).toEqual([undefined, undefined]);
  });
});

describe("waiting on one droplet", () => {
  const state = (fields: object) => ({ body: { droplet: { id: 7, ...fields } } });

  it("ends at the status that is wanted, with the droplet as it is then", async () => {
    const { client, sent } = clientWith(state({ status: "active" }), state({ status: "off", memory: 512 }));
    const droplet = await client.droplets.ref(7).wait({ status: "off" });
    expect(droplet).toMatchObject({ status: "off", memory: 512 });
    expect(sent().map(({ request }) => request)).toEqual(["GET /v2/droplets/7", "GET /v2/droplets/7"]);
  });

  it.each([true, false])("ends at the lock that is wanted: %s", async (locked) => {
    const { client, sent } = clientWith(state({ locked: !locked }), state({ locked }));
    expect((await client.droplets.ref(7).wait({ locked })).locked).toBe(locked);
    expect(sent()).toHaveLength(2);
  });

  it("asks even when the droplet seems to be there: it is an old picture", async () => {
    const { client, sent } = clientWith(
      state({ status: "off" }),
      state({ status: "active" }),
      state({ status: "off" }),
    );
    const droplet = await client.droplets.get(7);
    await droplet.wait({ status: "off" });
    expect(sent()).toHaveLength(3);
  });

  it("waits for the action in progress, and gives it finished", async () => {
    const { client, sent } = clientWith(
      { body: { actions: [{ ...action, started_at: "2026-01-01T00:00:00Z" }] } },
      { body: { action: { ...action, status: "completed" } } },
    );
    expect(await client.droplets.ref(7).waitForAction()).toMatchObject({ id: 70, status: "completed" });
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/droplets/7/actions?per_page=20",
      "GET /v2/actions/70",
    ]);
  });

  it("can be cancelled while it looks for that action", async () => {
    const { client, sender } = clientWith({ body: { actions: [] } });
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(client.droplets.ref(7).waitForAction({ signal })).rejects.toThrow("enough");
    expect(sender.requests).toEqual([]);
  });

  it("has nothing to wait for when no action is in progress", async () => {
    const { client } = clientWith({ body: { actions: [] } });
    expect(await client.droplets.ref(7).waitForAction()).toBeNull();
  });

  it("knows a droplet that is busy", async () => {
    const body = { id: "unprocessable_entity", message: "Droplet already has a pending event." };
    const { client } = clientWith({ ...problem(422), body });
    const error: unknown = await client.droplets
      .ref(7)
      .reboot()
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: "UnprocessableError", status: 422 });
    expect((error as { isPendingEvent(): boolean }).isPendingEvent()).toBe(true);
  });
});
