import { type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import type { NfsCreateActionBody } from "@doapi/client/wire";
import { expect, it } from "vitest";
import { bothWays, type Pair } from "./both-ways.js";

const size_gib = 100;
const region = "nyc3";

const policy = {
  anonuid: 1000,
  anongid: 1000,
  protocols: ["NFS4" as const],
  squash_config: "NO_SQUASH" as const,
  identity_enforcement_enabled: false,
};

const newShare = async (client: DigitalOcean, body = {}) =>
  (await client.request("POST /v2/nfs", { body: { name: "data", size_gib, region, vpc_ids: [], ...body } })).share;

/** A share in a VPC that is there, another VPC, and how the share is at the moment. */
async function made({ client, simulator }: Pair) {
  const vpc = await client.vpcs.create({ name: "inside", region, ip_range: "10.10.10.0/24" });
  const other = await client.vpcs.create({ name: "other", region, ip_range: "10.10.20.0/24" });
  const { id: nfs_id } = await newShare(client, { vpc_ids: [vpc.id] });
  simulator.clock.advance(10_000);
  const path = { nfs_id };
  const show = async () => (await client.request("GET /v2/nfs/{nfs_id}", { path })).share;
  const act = async (body: NfsCreateActionBody) => {
    const { action } = await client.request("POST /v2/nfs/{nfs_id}/actions", { path, body });
    simulator.clock.advance(30_000);
    return action;
  };
  return { vpc, other, path, show, act };
}

bothWays("NFS shares", (connect) => {
  it("are created, and can be mounted when they are active", async () => {
    const { client, simulator } = await connect();
    const vpc = await client.vpcs.create({ name: "inside", region, ip_range: "10.10.10.0/24" });
    const share = await newShare(client, { vpc_ids: [vpc.id], performance_tier: "high" });
    expect(share).toMatchObject({
      name: "data",
      size_gib,
      region,
      status: "CREATING",
      vpc_ids: [vpc.id],
      performance_tier: "PERFORMANCE_TIER_HIGH",
      access_points: [{ name: "default", path: "/", is_default: true, status: "ACCESS_POINT_CREATING" }],
    });
    expect(share.host).toBeUndefined();
    simulator.clock.advance(10_000);
    const path = { nfs_id: share.id };
    const { share: active } = await client.request("GET /v2/nfs/{nfs_id}", { path, query: { region } });
    expect(active).toMatchObject({ status: "ACTIVE", host: "10.10.10.2", mount_path: `/100000/${share.id}` });
    expect(active.access_points?.[0]).toMatchObject({ status: "ACCESS_POINT_ACTIVE" });
    expect((await client.request("GET /v2/nfs", { query: { region } })).shares).toEqual([active]);
    expect((await client.request("GET /v2/nfs", { query: { region: "ams3" } })).shares).toEqual([]);
    const elsewhere = client.request("GET /v2/nfs/{nfs_id}", { path, query: { region: "ams3" } });
    await expect(elsewhere).rejects.toBeInstanceOf(NotFoundError);
    await client.request("DELETE /v2/nfs/{nfs_id}", { path });
    await expect(client.request("GET /v2/nfs/{nfs_id}", { path })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("grow, become faster, and move between VPCs", async () => {
    const { vpc, other, show, act } = await made(await connect());
    expect(await act({ type: "resize", params: { size_gib: 200 } })).toMatchObject({
      type: "RESIZE_SHARE",
      status: "IN_PROGRESS",
      resource_type: "SHARE",
      region_slug: region,
    });
    await act({ type: "switch_performance_tier", params: { performance_tier: "high" } });
    expect(await show()).toMatchObject({ size_gib: 200, performance_tier: "PERFORMANCE_TIER_HIGH" });
    await act({ type: "attach", params: { vpc_id: other.id } });
    expect(await show()).toMatchObject({ vpc_ids: [vpc.id, other.id], host: "10.10.10.2" });
    await act({ type: "detach", params: { vpc_id: vpc.id } });
    expect(await show()).toMatchObject({ vpc_ids: [other.id], host: "10.10.20.2", status: "ACTIVE" });
    await act({ type: "reassign", params: { old_vpc_id: other.id, new_vpc_id: vpc.id } });
    expect(await show()).toMatchObject({ vpc_ids: [vpc.id] });
    await act({ type: "detach", params: { vpc_id: vpc.id } });
    const inactive = await show();
    expect([inactive.status, inactive.vpc_ids, inactive.host]).toEqual(["INACTIVE", [], undefined]);
    await act({ type: "attach", params: { vpc_id: vpc.id } });
    expect((await show()).status).toBe("ACTIVE");
  });

  it("do one thing at a time, and nothing that makes no sense", async () => {
    const { vpc, other, path, act, ...pair } = await prepared(connect);
    const impossible: NfsCreateActionBody[] = [
      { type: "resize", params: { size_gib: 100 } },
      { type: "attach", params: { vpc_id: vpc.id } },
      { type: "attach", params: { vpc_id: "" } },
      { type: "detach", params: { vpc_id: other.id } },
      { type: "reassign", params: { old_vpc_id: vpc.id, new_vpc_id: vpc.id } },
      { type: "switch_performance_tier", params: { performance_tier: "standard" } },
      { type: "switch_performance_tier", params: { performance_tier: "enormous" } },
      { type: "snapshot", params: { name: " " } },
      { type: "resize" } as never,
    ];
    for (const body of impossible) await expect(act(body)).rejects.toBeInstanceOf(UnprocessableError);
    const small = act({ type: "resize", params: { size_gib: 10 } });
    await expect(small).rejects.toThrow("The value for 'size_gib' must be greater than or equal to 50Gib.");
    const begin = (size: number) =>
      pair.client.request("POST /v2/nfs/{nfs_id}/actions", {
        path,
        body: { type: "resize", params: { size_gib: size } },
      });
    await begin(200);
    await expect(begin(300)).rejects.toThrow("The share already has a pending action.");
  });

  it("stay as they are when an action fails", async () => {
    const { show, act, simulator } = await prepared(connect);
    simulator.faults.add({ effect: { type: "errored" } });
    await act({ type: "resize", params: { size_gib: 200 } });
    expect((await show()).size_gib).toBe(100);
    simulator.faults.clear();
    await act({ type: "resize", params: { size_gib: 200 } });
    expect((await show()).size_gib).toBe(200);
  });

  it("have snapshots, which outlive them", async () => {
    const { client, simulator, path, act } = await prepared(connect);
    const body = { type: "snapshot", params: { name: "nightly" } } as const;
    await client.request("POST /v2/nfs/{nfs_id}/actions", { path, body });
    const list = async (query = {}) => (await client.request("GET /v2/nfs/snapshots", { query })).snapshots;
    const facts = { name: "nightly", size_gib: 100, region, share_id: path.nfs_id };
    expect(await list()).toMatchObject([{ ...facts, status: "CREATING" }]);
    simulator.clock.advance(30_000);
    const [snapshot] = await list({ region, share_id: path.nfs_id });
    expect(snapshot).toMatchObject({ ...facts, status: "ACTIVE" });
    expect(await list({ region: "ams3" })).toEqual([]);
    simulator.faults.add({ effect: { type: "errored" } });
    await act(body);
    expect((await list()).map(({ status }) => status)).toEqual(["ACTIVE", "FAILED"]);
    simulator.faults.clear();
    await client.request("DELETE /v2/nfs/{nfs_id}", { path });
    const one = { nfs_snapshot_id: snapshot?.id ?? "" };
    expect(await client.request("GET /v2/nfs/snapshots/{nfs_snapshot_id}", { path: one })).toEqual({ snapshot });
    await client.request("DELETE /v2/nfs/snapshots/{nfs_snapshot_id}", { path: one });
    const gone = client.request("GET /v2/nfs/snapshots/{nfs_snapshot_id}", { path: one });
    await expect(gone).rejects.toBeInstanceOf(NotFoundError);
  });

  it("have access points beside the default one", async () => {
    const { client, simulator, other, path } = await prepared(connect);
    const share = { share_id: path.nfs_id };
    const body = { name: "second", path: "/second", access_policy: policy, vpc_id: other.id };
    const create = (change = {}) =>
      client.request("POST /v2/nfs/shares/{share_id}/access_points", { path: share, body: { ...body, ...change } });
    const { access_point, action } = await create();
    expect(access_point).toMatchObject({ ...body, is_default: false, status: "ACCESS_POINT_CREATING", updated_at: "" });
    expect(action).toMatchObject({ type: "CREATE_ACCESS_POINT", resource_id: access_point.id, status: "IN_PROGRESS" });
    simulator.clock.advance(5_000);
    const list = async (query = {}) =>
      (await client.request("GET /v2/nfs/shares/{share_id}/access_points", { path: share, query })).access_points;
    const points = await list({ status: "ACCESS_POINT_ACTIVE" });
    expect(points.map(({ name }) => name)).toEqual(["default", "second"]);

    const taken = create({ name: "third" });
    await expect(taken).rejects.toMatchObject({ status: 409 });
    await expect(taken).rejects.toThrow("access point with this name or path already exists for this share");
    for (const change of [
      { name: "" },
      { name: "DEFAULT" },
      { name: "x" },
      { name: "up", path: "/a/../b" },
      { name: "root", path: "/" },
      { name: "far", path: "/far", vpc_id: path.nfs_id },
    ]) {
      await expect(create(change)).rejects.toMatchObject({ status: 400 });
    }
    const remove = (access_point_id = "") =>
      client.request("DELETE /v2/nfs/access_points/{access_point_id}", { path: { access_point_id } });
    await expect(remove(points[0]?.id)).rejects.toThrow("the default access point cannot be deleted");
    expect((await remove(access_point.id)).access_point.status).toBe("ACCESS_POINT_DELETED");
    await expect(remove(access_point.id)).rejects.toMatchObject({ status: 400 });
    expect((await list()).map(({ name }) => name)).toEqual(["default"]);
    const shown = { path: { access_point_id: access_point.id } };
    const { access_point: last } = await client.request("GET /v2/nfs/access_points/{access_point_id}", shown);
    expect(last.status).toBe("ACCESS_POINT_DELETED");
  });

  it("are refused without a VPC of their region, and below their least size", async () => {
    const { client } = await connect();
    const vpc = await client.vpcs.create({ name: "inside", region });
    const vpc_ids = [vpc.id];
    for (const body of [
      {},
      { vpc_ids: [""] },
      { vpc_ids, region: "ams3" },
      { vpc_ids, name: "" },
      { vpc_ids, region: "mars1" },
    ]) {
      await expect(newShare(client, body)).rejects.toBeInstanceOf(UnprocessableError);
    }
    await expect(newShare(client, { vpc_ids, size_gib: 49 })).rejects.toMatchObject({ status: 400 });
    expect((await client.request("GET /v2/nfs")).shares).toEqual([]);
  });
});

async function prepared(connect: () => Promise<Pair>) {
  const pair = await connect();
  return { ...pair, ...(await made(pair)) };
}
