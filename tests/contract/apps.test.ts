import { ConflictError, NotFoundError, UnprocessableError, type Operations } from "@doapi/client";
import { expect, it } from "vitest";
import { createApp, DEPLOYED, getApp, image, phases, plain, type Spec } from "./apps.js";
import { bothWays } from "./both-ways.js";

bothWays("Apps", (connect) => {
  it("are created, deployed, changed, listed and deleted", async () => {
    const { client, simulator } = await connect();
    const created = await createApp(client, { ...plain, domains: [{ domain: "web.example.com", type: "PRIMARY" }] });
    expect(created).toMatchObject({
      spec: { name: "web", region: "nyc", services: [{ name: "http", image, instance_count: 1, http_port: 8080 }] },
      region: { slug: "nyc", label: "New York" },
      tier_slug: "basic",
      project_id: (await client.projects.default()).id,
      pending_deployment: { phase: "PENDING_BUILD", cause: "initial deployment" },
      domains: [{ phase: "PENDING", spec: { domain: "web.example.com" } }],
    });
    expect(created.default_ingress).toMatch(/^https:\/\/web-[a-z]{5}\.ondigitalocean\.app$/);
    expect(created).not.toHaveProperty("live_url");

    const seen: unknown[] = [];
    for (const passed of [2_000, 60_000, 2_000]) {
      simulator.clock.advance(passed);
      seen.push((await getApp(client, created.id)).in_progress_deployment?.phase);
    }
    expect(seen).toEqual(["BUILDING", "PENDING_DEPLOY", "DEPLOYING"]);
    simulator.clock.advance(30_000);
    const live = await getApp(client, created.id);
    expect(live.active_deployment).toMatchObject({
      id: created.pending_deployment?.id,
      phase: "ACTIVE",
      progress: { success_steps: 6, total_steps: 6, error_steps: 0 },
      services: [{ name: "http" }],
    });
    expect(live).toMatchObject({
      live_url: "https://web.example.com",
      live_domain: "web.example.com",
      domains: [{ phase: "ACTIVE" }],
    });
    expect(live).not.toHaveProperty("in_progress_deployment");

    const spec: Spec = { ...plain, name: "shop" };
    const { app } = await client.request("PUT /v2/apps/{id}", { path: { id: created.id }, body: { spec } });
    expect(app).toMatchObject({ spec: { name: "shop" }, pending_deployment: { cause: "app spec updated" } });
    expect(app.active_deployment?.spec?.name).toBe("web");
    expect(app.live_domain).toBe("web.example.com");
    simulator.clock.advance(DEPLOYED);
    expect(await phases(client, created.id)).toEqual(["ACTIVE", "SUPERSEDED"]);
    expect((await getApp(client, created.id)).live_url).toBe(created.default_ingress);

    const [listed] = await client.paginate("GET /v2/apps").all();
    expect([listed?.id, listed?.project_id]).toEqual([created.id, undefined]);
    const [told] = await client.paginate("GET /v2/apps", { query: { with_projects: true } }).all();
    expect(told?.project_id).toBe(created.project_id);
    const path = { id: created.id };
    expect(await client.request("DELETE /v2/apps/{id}", { path })).toEqual({ id: created.id });
    await expect(getApp(client, created.id)).rejects.toBeInstanceOf(NotFoundError);
    await expect(phases(client, created.id)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("belong to projects and are billed", async () => {
    const { client, simulator } = await connect();
    const project = await client.projects.create({ name: "shop", purpose: "IoT" });
    const { id, project_id } = await createApp(client, plain, project.id);
    expect(project_id).toBe(project.id);
    expect((await project.resources().all()).map(({ urn }) => urn)).toEqual([`do:app:${id}`]);
    simulator.clock.advance(672 * 60 * 60 * 1000);
    const { month_to_date_usage } = await client.request("GET /v2/customers/my/balance");
    expect(Number(month_to_date_usage)).toBeGreaterThan(0);
    await expect(createApp(client, { ...plain, name: "lost" }, crypto.randomUUID())).rejects.toBeInstanceOf(
      UnprocessableError,
    );
  });

  it("have names and domains that no other has", async () => {
    const { client } = await connect();
    const { id } = await createApp(client, { ...plain, domains: [{ domain: "web.example.com" }] });
    const other = await createApp(client, { ...plain, name: "other" });
    await expect(createApp(client)).rejects.toBeInstanceOf(ConflictError);
    const taken = { ...plain, name: "third", domains: [{ domain: "WEB.example.com" }] };
    await expect(createApp(client, taken)).rejects.toBeInstanceOf(ConflictError);
    const update = (spec: Spec) => client.request("PUT /v2/apps/{id}", { path: { id: other.id }, body: { spec } });
    await expect(update(plain)).rejects.toBeInstanceOf(ConflictError);
    await client.request("DELETE /v2/apps/{id}", { path: { id } });
    expect((await update(plain)).app.spec.name).toBe("web");
    expect((await getApp(client, other.id)).spec.name).toBe("web");
  });

  it("are refused with a spec that cannot be deployed, and change nothing then", async () => {
    const { client } = await connect();
    const refused = [
      { name: "empty" },
      { name: "No", services: plain.services },
      { name: "x", services: plain.services },
      { name: "elsewhere", region: "mars", services: plain.services },
      { name: "big", services: [{ name: "http", instance_size_slug: "huge" }] },
      { name: "twice", services: plain.services, workers: [{ name: "http" }] },
      { name: "none", services: [{ name: "http", instance_count: 0 }] },
    ];
    for (const spec of refused)
      await expect(createApp(client, spec as Spec)).rejects.toBeInstanceOf(UnprocessableError);
    expect(await client.paginate("GET /v2/apps").all()).toEqual([]);
  });

  it("tell what a spec would be before there is an app", async () => {
    const { client } = await connect();
    const propose = (body: Operations["POST /v2/apps/propose"]["args"]["body"]) =>
      client.request("POST /v2/apps/propose", { body });
    expect(await propose({ spec: plain })).toMatchObject({
      app_name_available: true,
      app_is_static: false,
      app_cost: 5,
    });
    const { id } = await createApp(client, { name: "web", static_sites: [{ name: "docs" }] });
    const services = [{ name: "http", instance_count: 2, instance_size_slug: "apps-d-1vcpu-1gb" } as const];
    expect(await propose({ spec: { ...plain, services } })).toMatchObject({
      app_name_available: false,
      app_name_suggestion: "web-2",
      existing_static_apps: "1",
      app_cost: 68,
      app_tier_downgrade_cost: 10,
    });
    expect(await propose({ spec: plain, app_id: id })).toMatchObject({ app_name_available: true });
    await expect(propose({ spec: { name: "empty" } })).rejects.toBeInstanceOf(UnprocessableError);
    await expect(propose({ spec: plain, app_id: crypto.randomUUID() })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("have sizes and regions", async () => {
    const { client } = await connect();
    const { regions } = await client.request("GET /v2/apps/regions");
    expect(regions.filter((region) => region.default).map(({ slug }) => slug)).toEqual(["nyc"]);
    const { instance_sizes } = await client.request("GET /v2/apps/tiers/instance_sizes");
    expect(instance_sizes).toHaveLength(14);
    const path = { slug: "apps-s-1vcpu-0.5gb" };
    const { instance_size } = await client.request("GET /v2/apps/tiers/instance_sizes/{slug}", { path });
    expect(instance_size).toEqual({
      name: "Shared 1VCPU 0.5GB",
      ...path,
      cpu_type: "SHARED",
      cpus: "1",
      memory_bytes: "536870912",
      usd_per_month: "5.00",
      usd_per_second: "0.000002066799",
      tier_slug: "basic",
      single_instance_only: true,
      bandwidth_allowance_gib: "50",
    });
    const unknown = { slug: "apps-s-huge" };
    await expect(client.request("GET /v2/apps/tiers/instance_sizes/{slug}", { path: unknown })).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });
});
