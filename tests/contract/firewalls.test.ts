import {
  ConflictError,
  NameNotFoundError,
  NotFoundError,
  ResourceFailedError,
  UnprocessableError,
} from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
const anywhere = { addresses: ["0.0.0.0/0", "::/0"] };
const ssh = { protocol: "tcp", ports: "22", sources: anywhere } as const;
const out = { protocol: "tcp", ports: "all", destinations: anywhere } as const;
const unknown = "11111111-2222-4333-8444-555555555555";

bothWays("firewalls", (connect) => {
  it("are created, waited for, read, found, replaced and deleted", async () => {
    const { client } = await connect();
    const [a, b] = await client.droplets.createMany({ ...plain, names: ["a", "b"], tags: ["web"] }).ready();
    if (!a || !b) throw new Error("two droplets were asked for");
    const creation = client.firewalls.create({ name: "front", droplet_ids: [a.id], inbound_rules: [ssh] });
    const accepted = await creation;
    expect(accepted).toMatchObject({
      name: "front",
      status: "waiting",
      droplet_ids: [a.id],
      tags: [],
      inbound_rules: [ssh],
      outbound_rules: [],
      pending_changes: [{ droplet_id: a.id, removing: false, status: "waiting" }],
    });
    const firewall = await creation.ready();
    expect([firewall.id, firewall.status, firewall.pending_changes]).toEqual([accepted.id, "succeeded", []]);
    expect(accepted.status).toBe("waiting");
    expect(await client.firewalls.get(firewall.id)).toEqual(firewall);
    expect(await client.firewalls.list().all()).toEqual([firewall]);
    expect(await client.firewalls.find({ name: "front" })).toEqual(firewall);
    await expect(client.firewalls.find({ name: "back" })).rejects.toBeInstanceOf(NameNotFoundError);

    const replaced = await firewall.update({ name: "back", droplet_ids: [b.id], outbound_rules: [out] });
    expect(replaced).toMatchObject({ name: "back", status: "waiting", inbound_rules: [], droplet_ids: [b.id] });
    expect(replaced.outbound_rules).toEqual([{ ...out, ports: "0" }]);
    expect(replaced.pending_changes).toEqual([
      { droplet_id: a.id, removing: true, status: "waiting" },
      { droplet_id: b.id, removing: false, status: "waiting" },
    ]);
    expect(await replaced.ready()).toMatchObject({
      id: firewall.id,
      status: "succeeded",
      created_at: firewall.created_at,
    });

    await client.firewalls.delete(firewall);
    await expect(firewall.fetch()).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.firewalls.list().all()).toEqual([]);
  });

  it("take droplets, tags and rules, and give them back", async () => {
    const { client } = await connect();
    const [a, b] = await client.droplets.createMany({ ...plain, names: ["a", "b"] }).ready();
    if (!a || !b) throw new Error("two droplets were asked for");
    await client.tags.create("Web");
    const firewall = await client.firewalls.create({ name: "front", outbound_rules: [out] }).ready();
    const dns = { protocol: "udp" as const, ports: "53", sources: { droplet_ids: [a.id], tags: ["Web"] } };
    const ping = { protocol: "icmp", sources: anywhere } as const;

    await firewall.addDroplets([a, b.id]);
    await firewall.addTags(["web"]);
    await firewall.addRules({ inbound_rules: [dns, ping] });
    const full = await firewall.ready();
    expect(full).toMatchObject({ droplet_ids: [a.id, b.id], tags: ["Web"], outbound_rules: [{ ...out, ports: "0" }] });
    expect(full.inbound_rules).toEqual([dns, { ...ping, ports: "0" }]);

    await client.firewalls.removeDroplets(firewall, [a]);
    expect((await firewall.fetch()).pending_changes).toEqual([{ droplet_id: a.id, removing: true, status: "waiting" }]);
    await client.firewalls.removeTags(firewall, ["WEB"]);
    await client.firewalls.removeRules(firewall, { inbound_rules: [dns], outbound_rules: [out] });
    expect(await firewall.ready()).toMatchObject({
      droplet_ids: [b.id],
      tags: [],
      inbound_rules: [{ ...ping, ports: "0" }],
      outbound_rules: [],
    });
  });

  it("are listed by droplet: those that name it and those of its tags", async () => {
    const { client, simulator } = await connect();
    const web = await client.droplets.create({ ...plain, name: "web", tags: ["front"] }).ready();
    const db = await client.droplets.create({ ...plain, name: "db" }).ready();
    await client.firewalls.create({ name: "named", droplet_ids: [web.id, db.id], inbound_rules: [ssh] });
    await client.firewalls.create({ name: "tagged", tags: ["FRONT"], inbound_rules: [ssh] });
    await client.firewalls.create({ name: "idle", inbound_rules: [ssh] });
    const names = async (droplet: typeof web) =>
      (await client.firewalls.ofDroplet(droplet).all()).map(({ name }) => name);
    expect(await names(web)).toEqual(["named", "tagged"]);
    expect(await names(db)).toEqual(["named"]);
    await db.tag("front");
    expect(await names(db)).toEqual(["named", "tagged"]);
    await client.tags.delete("front");
    expect(await names(db)).toEqual(["named"]);
    expect((await client.firewalls.find({ name: "tagged" })).tags).toEqual([]);

    await web.delete();
    simulator.clock.advance(60_000);
    await expect(client.firewalls.ofDroplet(web).all()).rejects.toBeInstanceOf(NotFoundError);
    const named = await client.firewalls.find({ name: "named" });
    expect(named.droplet_ids).toEqual([db.id]);
    await named.removeDroplets([db]);
    expect((await named.fetch()).droplet_ids).toEqual([]);
  });

  it("are waited for until the last of several changes", async () => {
    const { client, simulator } = await connect();
    const firewall = await client.firewalls.create({ name: "front", inbound_rules: [ssh] });
    simulator.clock.advance(3_000);
    await firewall.addRules({ outbound_rules: [out] });
    simulator.clock.advance(3_000);
    expect((await firewall.fetch()).status).toBe("waiting");
    simulator.clock.advance(2_000);
    expect((await firewall.fetch()).status).toBe("succeeded");
  });

  it("end in failure where a change cannot be made", async () => {
    const failing = { "firewall.apply": { after: 1_000, outcome: "errored" } } as const;
    const { client } = await connect({ simulator: { lifecycles: failing } });
    const droplet = await client.droplets.create({ ...plain, name: "a" }).ready();
    const creation = client.firewalls.create({ name: "front", droplet_ids: [droplet.id], inbound_rules: [ssh] });
    const error = await creation.ready().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResourceFailedError);
    expect((await client.firewalls.find({ name: "front" })).pending_changes).toEqual([
      { droplet_id: droplet.id, removing: false, status: "failed" },
    ]);
  });

  it.each([
    [
      "a host name for an address",
      { inbound_rules: [{ ...ssh, sources: { addresses: ["example.com"] } }] },
      "invalid address",
    ],
    [
      "a prefix that is too long",
      { inbound_rules: [{ ...ssh, sources: { addresses: ["10.0.0.0/33"] } }] },
      "invalid address",
    ],
    ["a rule from nowhere", { inbound_rules: [{ ...ssh, sources: {} }] }, "at least one source"],
    ["a rule from a droplet that is none", { inbound_rules: [{ ...ssh, sources: { droplet_ids: [7] } }] }, "Droplet 7"],
    ["ports in the wrong order", { inbound_rules: [{ ...ssh, ports: "90-80" }] }, "90-80"],
    ["a port too high", { inbound_rules: [{ ...ssh, ports: "65536" }] }, "65536"],
    ["no rules", { inbound_rules: [] }, "at least one inbound or outbound rule"],
    ["a rule twice", { inbound_rules: [ssh, ssh] }, "duplicate rules"],
    ["a tag that is none", { inbound_rules: [ssh], tags: ["nothing"] }, "nothing"],
    ["a droplet that is none", { inbound_rules: [ssh], droplet_ids: [7] }, "Droplet 7"],
    ["a name with an underscore", { inbound_rules: [ssh], name: "a_b" }, "letters, digits, dots"],
  ])("are refused with %s", async (_, wrong, words) => {
    const { client } = await connect();
    const body = { name: "front", ...wrong };
    const error = await client.firewalls.create(body).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toContain(words);
    expect(await client.firewalls.list().all()).toEqual([]);
  });

  it("have a name of their own, and ten droplets at most", async () => {
    const { client } = await connect();
    const first = await client.firewalls.create({ name: "front", inbound_rules: [ssh] });
    const other = await client.firewalls.create({ name: "back", inbound_rules: [ssh] });
    const twice = await client.firewalls
      .create({ name: "front", inbound_rules: [ssh] })
      .catch((error: unknown) => error);
    expect(twice).toBeInstanceOf(ConflictError);
    expect(String(twice)).toContain("duplicate name");
    await expect(other.update({ name: "front", inbound_rules: [ssh] })).rejects.toBeInstanceOf(ConflictError);
    expect((await first.update({ name: "front", inbound_rules: [ssh] })).id).toBe(first.id);

    const names = Array.from({ length: 10 }, (_, index) => `n${index}`);
    const droplets = [
      ...(await client.droplets.createMany({ ...plain, names })),
      await client.droplets.create({ ...plain, name: "last" }),
    ];
    await first.addDroplets(droplets.slice(0, 10));
    await expect(first.addDroplets(droplets.slice(10))).rejects.toThrow("must have no more than 10 droplets");
    expect((await first.fetch()).droplet_ids).toHaveLength(10);
  });

  it("that are none are not there for any method", async () => {
    const { client } = await connect();
    const none = client.firewalls.ref(unknown);
    const calls = [
      none.fetch(),
      none.update({ name: "front", inbound_rules: [ssh] }),
      none.delete(),
      none.addDroplets([1]),
      none.removeDroplets([1]),
      none.addTags(["web"]),
      none.removeTags(["web"]),
      none.addRules({ inbound_rules: [ssh] }),
      none.removeRules({ inbound_rules: [ssh] }),
    ];
    for (const call of calls) await expect(call).rejects.toBeInstanceOf(NotFoundError);
  });
});
