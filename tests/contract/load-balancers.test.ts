import { NotFoundError, PermissionError, ResourceFailedError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
const http = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 8080 } as const;
const udp = { entry_protocol: "udp", entry_port: 80, target_protocol: "udp", target_port: 80 } as const;
const front = { name: "front", region: "nyc3", forwarding_rules: [http] } as const;
const body = (more: object = {}) => ({ ...front, forwarding_rules: [http], ...more });
const normal = { ...http, certificate_id: "", tls_passthrough: false };

bothWays("load balancers", (connect) => {
  it("are created, waited for, read, found and deleted", async () => {
    const { client, simulator } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    const creation = client.loadBalancers.create(body({ droplet_ids: [droplet.id] }));
    const accepted = await creation;
    expect(accepted).toMatchObject({
      name: "front",
      status: "new",
      ip: "",
      size: "lb-small",
      size_unit: 1,
      type: "REGIONAL",
      network: "EXTERNAL",
      tag: "",
      droplet_ids: [droplet.id],
      forwarding_rules: [normal],
      health_check: { protocol: "http", port: 80, path: "/", healthy_threshold: 5, unhealthy_threshold: 3 },
      sticky_sessions: { type: "none" },
      redirect_http_to_https: false,
      http_idle_timeout_seconds: 60,
      firewall: { allow: [], deny: [] },
    });
    expect(accepted.region).toEqual((await client.regions.list().all()).find(({ slug }) => slug === "nyc3"));
    const loadBalancer = await creation.ready();
    expect(loadBalancer).toMatchObject({ id: accepted.id, status: "active", created_at: accepted.created_at });
    expect(loadBalancer.ip).toMatch(/^198\.1[89]\./);
    expect(loadBalancer.ip).not.toBe(droplet.ipv4Address);
    expect(accepted.ip).toBe("");
    expect(await client.loadBalancers.get(loadBalancer)).toEqual(loadBalancer);
    expect(await client.loadBalancers.find({ name: "front" })).toEqual(loadBalancer);
    expect(JSON.parse(JSON.stringify(loadBalancer))).toEqual(
      (await client.request("GET /v2/load_balancers/{lb_id}", { path: { lb_id: loadBalancer.id } })).load_balancer,
    );

    await droplet.delete();
    simulator.clock.advance(60_000);
    expect((await loadBalancer.fetch()).droplet_ids).toEqual([]);
    await loadBalancer.addForwardingRules([udp]);
    await client.loadBalancers.delete(loadBalancer);
    await expect(loadBalancer.fetch()).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.loadBalancers.list().all()).toEqual([]);
  });

  it("refuse a change while they are created or changed", async () => {
    const { client, simulator } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" }).ready();
    const loadBalancer = await client.loadBalancers.create(body());
    const busy = async () => {
      for (const call of [
        loadBalancer.update(body()),
        loadBalancer.addDroplets([droplet]),
        loadBalancer.removeDroplets([droplet]),
        loadBalancer.addForwardingRules([udp]),
        loadBalancer.removeForwardingRules([http]),
      ]) {
        const error = await call.catch((reason: unknown) => reason);
        expect(error).toBeInstanceOf(PermissionError);
        expect(String(error)).toContain("Load Balancer can't be updated while it processes previous actions");
      }
    };
    await busy();
    await loadBalancer.ready();
    await loadBalancer.addDroplets([droplet]);
    await busy();
    simulator.clock.advance(5_000);
    expect((await loadBalancer.fetch()).droplet_ids).toEqual([droplet.id]);
    await loadBalancer.removeDroplets([droplet.id]);
    expect((await loadBalancer.fetch()).droplet_ids).toEqual([]);
  });

  it("get and lose forwarding rules, the last of which stays", async () => {
    const instantly = { lifecycles: { "load_balancer.update": 0 } };
    const { client } = await connect({ simulator: instantly });
    const loadBalancer = await client.loadBalancers.create(body()).ready();
    await client.loadBalancers.addForwardingRules(loadBalancer, [udp]);
    const rules = async () => (await loadBalancer.fetch()).forwarding_rules?.map((rule) => rule.entry_protocol);
    expect(await rules()).toEqual(["http", "udp"]);
    const again = loadBalancer.addForwardingRules([{ ...udp, target_port: 90 }]);
    await expect(again).rejects.toThrow("duplicate entry port");
    const uncertified = { ...http, entry_port: 81, certificate_id: "x" };
    await expect(loadBalancer.addForwardingRules([uncertified])).rejects.toThrow("certificate x");
    await client.loadBalancers.removeForwardingRules(loadBalancer, [http]);
    expect(await rules()).toEqual(["udp"]);
    await expect(loadBalancer.removeForwardingRules([udp])).rejects.toThrow("at least one forwarding rule");
    expect(await rules()).toEqual(["udp"]);
  });

  it("are replaced as a whole: what is left out goes back to its default", async () => {
    const { client } = await connect({ simulator: { lifecycles: { "load_balancer.update": 0 } } });
    const [a, b] = await client.droplets.createMany({ ...plain, names: ["a", "b"], tags: ["web"] }).ready();
    if (!a || !b) throw new Error("two droplets were asked for");
    const cookies = { type: "cookies", cookie_name: "lb", cookie_ttl_seconds: 300 };
    const loadBalancer = await client.loadBalancers
      .create(
        body({
          droplet_ids: [a.id],
          sticky_sessions: cookies,
          redirect_http_to_https: true,
          network_stack: "DUALSTACK",
        }),
      )
      .ready();
    expect(loadBalancer).toMatchObject({ sticky_sessions: cookies, redirect_http_to_https: true });
    expect(loadBalancer.ipv6).toMatch(/^2001:db8:/);
    const changed = await loadBalancer.update(body({ name: "back", tag: "WEB", http_idle_timeout_seconds: 90 }));
    expect(changed).toMatchObject({
      id: loadBalancer.id,
      ip: loadBalancer.ip,
      ipv6: loadBalancer.ipv6,
      name: "back",
      tag: "WEB",
      droplet_ids: [a.id, b.id],
      sticky_sessions: { type: "none" },
      redirect_http_to_https: false,
      http_idle_timeout_seconds: 90,
    });
    const plainAgain = await client.loadBalancers.update(changed, body());
    expect(plainAgain).toMatchObject({ tag: "", droplet_ids: [], http_idle_timeout_seconds: 60 });
    await expect(changed.update(body({ network: "INTERNAL" }))).rejects.toThrow("network cannot be changed");
    await expect(changed.update(body({ region: "ams3" }))).rejects.toThrow("region cannot be changed");
  });

  it("follow a tag, in their region alone", async () => {
    const { client } = await connect();
    const [a, b] = await client.droplets.createMany({ ...plain, names: ["a", "b"], tags: ["web"] }).ready();
    const far = await client.droplets.create({ ...plain, region: "ams3", name: "far", tags: ["web"] }).ready();
    if (!a || !b) throw new Error("two droplets were asked for");
    const loadBalancer = await client.loadBalancers.create(body({ tag: "web", droplet_ids: [] })).ready();
    expect(loadBalancer.droplet_ids).toEqual([a.id, b.id]);
    await b.untag("web");
    expect((await loadBalancer.fetch()).droplet_ids).toEqual([a.id]);
    const error = await loadBalancer.addDroplets([far]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
  });

  it("are resized once an hour", async () => {
    const { client, simulator } = await connect({ simulator: { lifecycles: { "load_balancer.update": 0 } } });
    const loadBalancer = await client.loadBalancers.create(body()).ready();
    const refused = loadBalancer.update(body({ size_unit: 3 }));
    await expect(refused).rejects.toThrow(
      "Load Balancer can only be resized once every hour, last resized at: 2026-11-20T12:00:00Z",
    );
    simulator.clock.advance(3_600_000);
    expect(await loadBalancer.update(body({ size_unit: 3 }))).toMatchObject({ size_unit: 3, size: "lb-medium" });
    expect(await loadBalancer.update(body({ size: "lb-medium", name: "back" }))).toMatchObject({ name: "back" });
    await expect(loadBalancer.update(body({ size_unit: 4 }))).rejects.toBeInstanceOf(PermissionError);
  });

  it("can be global: without a region and rules, before others, with a cache", async () => {
    const { client } = await connect();
    const regional = await client.loadBalancers.create(body()).ready();
    const settings = { target_protocol: "http", target_port: 80, cdn: { is_enabled: true } } as const;
    const global = await client.loadBalancers
      .create({ name: "world", type: "GLOBAL", glb_settings: settings, target_load_balancer_ids: [regional.id] })
      .ready();
    expect(global).toMatchObject({ type: "GLOBAL", glb_settings: settings, target_load_balancer_ids: [regional.id] });
    expect(global.forwarding_rules).toEqual([]);
    expect(Object.keys(global)).not.toContain("region");
    await global.purgeCache();
    await expect(client.loadBalancers.purgeCache(regional)).rejects.toBeInstanceOf(UnprocessableError);
    await expect(client.loadBalancers.create({ name: "bare", type: "GLOBAL" })).rejects.toThrow(
      "glb_settings is required",
    );
  });

  it("can be internal: their address is one of their VPC, and in their project they are known by URN", async () => {
    const { client } = await connect();
    const loadBalancer = await client.loadBalancers.create(body({ network: "INTERNAL" })).ready();
    expect(loadBalancer.ip).toMatch(/^10\./);
    const { members } = await client.request("GET /v2/vpcs/{vpc_id}/members", {
      path: { vpc_id: loadBalancer.vpc_uuid ?? "" },
    });
    expect(members?.map(({ urn }) => urn)).toEqual([`do:loadbalancer:${loadBalancer.id}`]);
    const { resources } = await client.request("GET /v2/projects/{project_id}/resources", {
      path: { project_id: loadBalancer.project_id ?? "" },
    });
    expect(resources?.map(({ urn }) => urn)).toEqual([`do:loadbalancer:${loadBalancer.id}`]);
  });

  it("say when they could not be created", async () => {
    const failing = { "load_balancer.create": { after: 1_000, outcome: "errored" } } as const;
    const { client } = await connect({ simulator: { lifecycles: failing } });
    const error = await client.loadBalancers
      .create(body())
      .ready()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResourceFailedError);
    expect((await client.loadBalancers.find({ name: "front" })).ip).toBe("");
  });

  it("are listed in pages as small as one asks for", async () => {
    const { client, sent } = await connect();
    for (const name of ["a", "b", "c"]) await client.loadBalancers.create(body({ name }));
    sent();
    const names = (await client.loadBalancers.list({ per_page: 2 }).all()).map(({ name }) => name);
    expect(names).toEqual(["a", "b", "c"]);
    expect(sent()).toEqual(["GET /v2/load_balancers?per_page=2", "GET /v2/load_balancers?per_page=2&page=2"]);
  });

  it.each([
    ["a name that is taken", { name: "taken" }, "There is already a load balancer with that name"],
    ["a name with a space", { name: "a b" }, "name must"],
    ["no region", { region: undefined }, "region is required"],
    ["a region that is closed", { region: "sfo1" }, "region sfo1"],
    ["no rules", { forwarding_rules: undefined }, "at least one forwarding rule"],
    ["a port that is none", { forwarding_rules: [{ ...http, entry_port: 0 }] }, "port 0"],
    ["half of UDP", { forwarding_rules: [{ ...udp, target_protocol: "tcp" }] }, "both be udp"],
    [
      "HTTPS without a certificate",
      { forwarding_rules: [{ ...http, entry_protocol: "https" }] },
      "certificate_id or tls",
    ],
    ["a certificate that is none", { forwarding_rules: [{ ...http, certificate_id: "x" }] }, "certificate x"],
    ["a droplet that is none", { droplet_ids: [7] }, "Droplet 7"],
    ["a tag and droplets", { droplet_ids: [7], tag: "web" }, "either a tag or droplet_ids"],
    ["two sizes", { size: "lb-small", size_unit: 1 }, "either size or size_unit"],
    ["cookies without a name", { sticky_sessions: { type: "cookies" } }, "cookie_name"],
    ["an address without its kind", { firewall: { allow: ["1.2.3.4"] } }, "1.2.3.4"],
    ["a VPC that is none", { vpc_uuid: "11111111-2222-4333-8444-555555555555" }, "VPC"],
    ["a project that is none", { project_id: "11111111-2222-4333-8444-555555555555" }, "project"],
  ])("are refused with %s", async (_, wrong, words) => {
    const { client } = await connect();
    await client.loadBalancers.create(body({ name: "taken" }));
    const error = await client.loadBalancers.create(body(wrong)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toContain(words);
    expect(await client.loadBalancers.list().all()).toHaveLength(1);
  });

  it("that are none are not there for any method", async () => {
    const { client } = await connect();
    const none = client.loadBalancers.ref("11111111-2222-4333-8444-555555555555");
    const calls = [
      none.fetch(),
      none.update(body()),
      none.delete(),
      none.addDroplets([1]),
      none.removeDroplets([1]),
      none.addForwardingRules([http]),
      none.removeForwardingRules([http]),
      none.purgeCache(),
    ];
    for (const call of calls) await expect(call).rejects.toBeInstanceOf(NotFoundError);
  });
});
