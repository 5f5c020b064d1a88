import { ConflictError, type DigitalOcean, NotFoundError, type Operations, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

type Body = Operations["POST /v2/partner_network_connect/attachments"]["args"]["body"];

const bgp = {
  local_router_ip: "169.254.1.1/29",
  peer_router_ip: "169.254.1.6/29",
  peer_router_asn: 64_600,
  auth_key: "made-up",
};

/** What every attachment needs besides a name: a VPC that is not the default one of its region. */
async function planFor(client: DigitalOcean): Promise<Omit<Body, "name">> {
  await client.vpcs.create({ name: "first", region: "nyc3" });
  const vpc = await client.vpcs.create({ name: "inside", region: "nyc3" });
  return { region: "nyc", connection_bandwidth_in_mbps: 1000, naas_provider: "megaport", vpc_ids: [vpc.id] };
}

async function attach(client: DigitalOcean, body: Body) {
  const { partner_attachment } = await client.request("POST /v2/partner_network_connect/attachments", { body });
  return { ...partner_attachment, id: partner_attachment.id ?? "" };
}

async function get(client: DigitalOcean, pa_id: string) {
  const path = { pa_id };
  return (await client.request("GET /v2/partner_network_connect/attachments/{pa_id}", { path })).partner_attachment;
}

async function list(client: DigitalOcean) {
  return client.paginate("GET /v2/partner_network_connect/attachments").all();
}

async function remove(client: DigitalOcean, pa_id: string) {
  const path = { pa_id };
  return (await client.request("DELETE /v2/partner_network_connect/attachments/{pa_id}", { path })).partner_attachment;
}

async function patch(client: DigitalOcean, pa_id: string, body: Partial<Pick<Body, "name" | "vpc_ids" | "bgp">>) {
  const sent = { path: { pa_id }, body: body as Body };
  return (await client.request("PATCH /v2/partner_network_connect/attachments/{pa_id}", sent)).partner_attachment;
}

bothWays("Partner attachments", (connect) => {
  it("are created, changed, listed and deleted", async () => {
    const { client, simulator } = await connect();
    const plan = await planFor(client);
    const created = await attach(client, { ...plan, name: "office", bgp });
    expect(created).toMatchObject({ ...plan, name: "office", state: "CREATING" });
    expect(created.bgp).toEqual({
      local_asn: 64_532,
      local_router_ip: bgp.local_router_ip,
      peer_asn: bgp.peer_router_asn,
      peer_router_ip: bgp.peer_router_ip,
    });
    simulator.clock.advance(60_000);
    expect(await get(client, created.id)).toEqual({ ...created, state: "CREATED" });

    expect(await patch(client, created.id, { name: "branch" })).toMatchObject({ name: "branch", bgp: created.bgp });
    const other = await client.vpcs.create({ name: "other", region: "nyc1" });
    const vpc_ids = [...plan.vpc_ids, other.id];
    expect(await patch(client, created.id, { vpc_ids: [...vpc_ids, other.id] })).toMatchObject({ vpc_ids });
    const moved = { ...bgp, peer_router_ip: "169.254.1.5" };
    expect((await patch(client, created.id, { bgp: moved })).bgp?.peer_router_ip).toBe("169.254.1.5");
    expect((await list(client)).map(({ name }) => name)).toEqual(["branch"]);

    expect((await remove(client, created.id)).state).toBe("DELETING");
    expect((await remove(client, created.id)).state).toBe("DELETING");
    await expect(patch(client, created.id, { name: "late" })).rejects.toBeInstanceOf(UnprocessableError);
    simulator.clock.advance(20_000);
    await expect(get(client, created.id)).rejects.toBeInstanceOf(NotFoundError);
    expect(await list(client)).toEqual([]);
  });

  it("have keys that are made up, and routes once they stand", async () => {
    const { client, simulator } = await connect();
    const { id } = await attach(client, { ...(await planFor(client)), name: "office" });
    const sent = { path: { pa_id: id } };
    const key = async () =>
      (await client.request("GET /v2/partner_network_connect/attachments/{pa_id}/service_key", sent)).service_key;
    const routes = () =>
      client
        .paginate("GET /v2/partner_network_connect/attachments/{pa_id}/remote_routes", {
          ...sent,
          query: { per_page: 2 },
        })
        .all();
    const first = await key();
    expect(first).toMatchObject({ state: "CREATING", created_at: "2026-11-20T12:00:00Z" });
    expect(first.value).toMatch(/^simulated-service-key-/);
    expect(await routes()).toEqual([]);
    simulator.clock.advance(60_000);
    expect(await key()).toEqual({ ...first, state: "CREATED" });
    expect(await routes()).toEqual([{ cidr: "192.0.2.0/24" }, { cidr: "198.51.100.0/24" }, { cidr: "203.0.113.0/24" }]);

    const renewed = await client.request("POST /v2/partner_network_connect/attachments/{pa_id}/service_key", sent);
    expect(renewed).toEqual({});
    expect((await key()).state).toBe("CREATING");
    simulator.clock.advance(5_000);
    const second = await key();
    expect([second.state, second.value === first.value]).toEqual(["CREATED", false]);

    const bgpKey = async () =>
      (await client.request("GET /v2/partner_network_connect/attachments/{pa_id}/bgp_auth_key", sent)).bgp_auth_key;
    expect((await bgpKey()).value).toMatch(/^simulated-bgp-auth-key-/);
    await patch(client, id, { bgp });
    expect(await bgpKey()).toEqual({ value: bgp.auth_key });
  });

  it("stand beside a parent, which stays as long as they do", async () => {
    const { client, simulator } = await connect();
    const plan = await planFor(client);
    const parent = await attach(client, { ...plan, name: "office" });
    const child = await attach(client, { ...plan, name: "office.2", parent_uuid: parent.id });
    expect(child.parent_uuid).toBe(parent.id);
    expect((await get(client, parent.id)).children).toEqual([child.id]);
    const refused = [
      { ...plan, name: "grandchild", parent_uuid: child.id },
      { ...plan, name: "orphan", parent_uuid: crypto.randomUUID() },
    ];
    for (const body of refused) await expect(attach(client, body)).rejects.toBeInstanceOf(UnprocessableError);
    await expect(remove(client, parent.id)).rejects.toBeInstanceOf(ConflictError);
    await remove(client, child.id);
    simulator.clock.advance(20_000);
    expect(await get(client, parent.id)).not.toHaveProperty("children");
    expect((await remove(client, parent.id)).state).toBe("DELETING");
  });

  it("keep the VPCs that they lead into", async () => {
    const { client, simulator } = await connect();
    const plan = await planFor(client);
    const { id } = await attach(client, { ...plan, name: "office" });
    const vpc = await client.vpcs.find({ name: "inside" });
    await expect(vpc.delete()).rejects.toBeInstanceOf(ConflictError);
    await remove(client, id);
    simulator.clock.advance(20_000);
    await vpc.delete();
  });

  it("fail where their creation does", async () => {
    const failing = { "partner_attachment.create": { after: 5_000, outcome: "errored" } } as const;
    const { client, simulator } = await connect({ simulator: { lifecycles: failing } });
    const { id } = await attach(client, { ...(await planFor(client)), name: "office" });
    simulator.clock.advance(5_000);
    expect((await get(client, id)).state).toBe("ERROR");
  });

  it("are refused under a name that is taken and with what does not fit", async () => {
    const { client } = await connect();
    const plan = await planFor(client);
    const elsewhere = await client.vpcs.create({ name: "elsewhere", region: "ams3" });
    const { id } = await attach(client, { ...plan, name: "office" });
    const second = await attach(client, { ...plan, name: "second" });
    const refused = [
      { ...plan, name: "OFFICE" },
      { ...plan, name: "not allowed" },
      { ...plan, name: "slow", connection_bandwidth_in_mbps: 10 },
      { ...plan, name: "far", region: "mars" },
      { ...plan, name: "alone", vpc_ids: [] },
      { ...plan, name: "lost", vpc_ids: [crypto.randomUUID()] },
      { ...plan, name: "elsewhere", vpc_ids: [elsewhere.id] },
      { ...plan, name: "words", bgp: { ...bgp, local_router_ip: "router" } },
      { ...plan, name: "wide", bgp: { ...bgp, local_router_ip: "169.254.1.1/33" } },
      { ...plan, name: "same", bgp: { ...bgp, local_router_ip: bgp.peer_router_ip } },
      { ...plan, name: "system", bgp: { ...bgp, peer_router_asn: 0 } },
    ];
    for (const body of refused) await expect(attach(client, body as Body)).rejects.toBeInstanceOf(UnprocessableError);
    await expect(patch(client, second.id, { name: "office" })).rejects.toBeInstanceOf(UnprocessableError);
    expect((await patch(client, id, { name: "Office" })).name).toBe("Office");
    expect((await list(client)).map(({ name }) => name)).toEqual(["Office", "second"]);
    await expect(get(client, crypto.randomUUID())).rejects.toBeInstanceOf(NotFoundError);
  });
});
