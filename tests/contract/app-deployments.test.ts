import { NotFoundError, UnprocessableError } from "@doapi/client";
import { afterReads } from "@doapi/simulator";
import { expect, it } from "vitest";
import { createApp, DEPLOYED, deploy, getApp, image, phases, plain, served, type Spec } from "./apps.js";
import { bothWays } from "./both-ways.js";

bothWays("Deployments of apps", (connect) => {
  it("take the place of one under way, and are cancelled", async () => {
    const { client, simulator } = await connect();
    const { id } = await createApp(client);
    simulator.clock.advance(10_000);
    const second = await deploy(client, id);
    expect(await phases(client, id)).toEqual(["PENDING_BUILD", "SUPERSEDED"]);
    simulator.clock.advance(10_000);
    const cancel = () =>
      client.request("POST /v2/apps/{app_id}/deployments/{deployment_id}/cancel", {
        path: { app_id: id, deployment_id: second },
      });
    expect((await cancel()).deployment).toMatchObject({ phase: "CANCELED", progress: { error_steps: 1 } });
    await expect(cancel()).rejects.toBeInstanceOf(UnprocessableError);
    simulator.clock.advance(DEPLOYED);
    expect(await phases(client, id)).toEqual(["CANCELED", "SUPERSEDED"]);
    const app = await getApp(client, id);
    expect([app.active_deployment, app.pending_deployment, app.in_progress_deployment]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const stranger = { app_id: (await createApp(client, { ...plain, name: "other" })).id, deployment_id: second };
    await expect(
      client.request("GET /v2/apps/{app_id}/deployments/{deployment_id}", { path: stranger }),
    ).rejects.toBeInstanceOf(NotFoundError);
  });

  it.each(["queue", "build", "prepare", "deploy"] as const)("fail where %s does", async (step) => {
    const lifecycles = { [`app_deployment.${step}`]: { after: 1_000, outcome: "errored" } };
    const { client, simulator } = await connect({ simulator: { lifecycles } });
    const { id } = await createApp(client);
    simulator.clock.advance(DEPLOYED);
    const [deployment] = await client.paginate("GET /v2/apps/{app_id}/deployments", { path: { app_id: id } }).all();
    expect(deployment).toMatchObject({ phase: "ERROR", progress: { error_steps: 1, running_steps: 0 } });
    expect(await getApp(client, id)).not.toHaveProperty("active_deployment");
  });

  it("leave the active one in its place when they fail", async () => {
    const pair = await connect();
    const { client, simulator } = pair;
    const [id, active] = await served(pair);
    simulator.faults.add({ effect: { type: "errored" } });
    await deploy(client, id);
    simulator.clock.advance(DEPLOYED);
    expect(await phases(client, id)).toEqual(["ERROR", "ACTIVE"]);
    expect((await getApp(client, id)).active_deployment?.id).toBe(active);
  });

  it("pass their phases by reads where that is wanted", async () => {
    const lifecycles = {
      "app_deployment.queue": afterReads(1),
      "app_deployment.build": afterReads(1),
      "app_deployment.prepare": afterReads(0),
      "app_deployment.deploy": afterReads(1),
    };
    const { client } = await connect({ simulator: { lifecycles } });
    const { id } = await createApp(client);
    const seen: unknown[] = [];
    for (let read = 0; read < 4; read++) {
      const app = await getApp(client, id);
      seen.push((app.pending_deployment ?? app.in_progress_deployment ?? app.active_deployment)?.phase);
    }
    expect(seen).toEqual(["PENDING_BUILD", "BUILDING", "DEPLOYING", "ACTIVE"]);
  });

  it("restart what is active without building it again", async () => {
    const pair = await connect();
    const { client, simulator } = pair;
    const { id: young } = await createApp(client, { ...plain, name: "young" });
    const restart = (app_id: string, body: { components?: string[] } = {}) =>
      client.request("POST /v2/apps/{app_id}/restart", { path: { app_id }, body });
    await expect(restart(young)).rejects.toBeInstanceOf(UnprocessableError);
    const [id] = await served(pair);
    const { deployment } = await restart(id, { components: ["http"] });
    expect(deployment).toMatchObject({ phase: "PENDING_DEPLOY", cause: "restart", progress: { success_steps: 2 } });
    simulator.clock.advance(32_000);
    expect((await getApp(client, id)).active_deployment?.id).toBe(deployment.id);
    await expect(restart(id, { components: ["nothing"] })).rejects.toBeInstanceOf(NotFoundError);

    simulator.faults.add({ effect: { type: "errored" }, times: 1 });
    const spec: Spec = { ...plain, workers: [{ name: "broken", image }] };
    await client.request("PUT /v2/apps/{id}", { path: { id }, body: { spec } });
    simulator.clock.advance(DEPLOYED);
    expect(await phases(client, id)).toEqual(["ERROR", "ACTIVE", "SUPERSEDED"]);
    expect((await restart(id)).deployment.spec).not.toHaveProperty("workers");
    await expect(restart(id, { components: ["broken"] })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are rolled back, which pins the app until that is committed or reverted", async () => {
    const pair = await connect();
    const { client, simulator } = pair;
    const [id, first] = await served(pair);
    const path = { app_id: id };
    const spec: Spec = { ...plain, services: [{ name: "http", image, instance_count: 3 }] };
    await client.request("PUT /v2/apps/{id}", { path: { id }, body: { spec } });
    simulator.clock.advance(DEPLOYED);
    const rollback = (body: { deployment_id?: string; skip_pin?: boolean }) =>
      client.request("POST /v2/apps/{app_id}/rollback", { path, body });
    const validate = (deployment_id: string) =>
      client.request("POST /v2/apps/{app_id}/rollback/validate", { path, body: { deployment_id } });
    const instances = async () => (await getApp(client, id)).spec.services?.[0]?.instance_count;

    expect(await validate(first)).toEqual({ valid: true, warnings: [] });
    const { deployment } = await rollback({ deployment_id: first });
    expect(deployment).toMatchObject({ phase: "PENDING_DEPLOY", cloned_from: first });
    expect((await getApp(client, id)).pinned_deployment?.id).toBe(deployment.id);
    expect(await instances()).toBe(1);
    expect(await validate(first)).toMatchObject({ valid: false, error: { code: "app_pinned" } });
    await expect(deploy(client, id)).rejects.toBeInstanceOf(UnprocessableError);
    await expect(client.request("PUT /v2/apps/{id}", { path: { id }, body: { spec } })).rejects.toBeInstanceOf(
      UnprocessableError,
    );
    await client.request("POST /v2/apps/{app_id}/rollback/revert", { path });
    expect(await instances()).toBe(3);
    simulator.clock.advance(DEPLOYED);

    await rollback({ deployment_id: first });
    await client.request("POST /v2/apps/{app_id}/rollback/commit", { path });
    await expect(client.request("POST /v2/apps/{app_id}/rollback/commit", { path })).rejects.toBeInstanceOf(
      UnprocessableError,
    );
    simulator.clock.advance(DEPLOYED);
    expect([await instances(), (await getApp(client, id)).pinned_deployment]).toEqual([1, undefined]);
    await rollback({ deployment_id: first, skip_pin: true });
    expect((await getApp(client, id)).pinned_deployment).toBeUndefined();
    const query = { deployment_types: ["MANUAL_ROLLBACK" as const] };
    const rollbacks = client.paginate("GET /v2/apps/{app_id}/deployments", { path, query });
    expect(await rollbacks.all()).toHaveLength(3);

    await expect(rollback({})).rejects.toBeInstanceOf(UnprocessableError);
    await expect(rollback({ deployment_id: crypto.randomUUID() })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("cannot be rolled back to where that would not be the same", async () => {
    const pair = await connect();
    const { client, simulator } = pair;
    const [id, first] = await served(pair);
    const validate = async (deployment_id: string) => {
      const path = { app_id: id };
      return client.request("POST /v2/apps/{app_id}/rollback/validate", { path, body: { deployment_id } });
    };
    const change = async (rest: Partial<Spec>) => {
      await client.request("PUT /v2/apps/{id}", { path: { id }, body: { spec: { ...plain, ...rest } } });
      simulator.clock.advance(DEPLOYED);
    };
    await change({ region: "fra" });
    expect((await validate(first)).error?.code).toBe("region_conflict");
    await change({ databases: [{ name: "db" }] });
    expect((await validate(first)).error?.code).toBe("database_config_conflict");
    const workers = [{ name: "queue", image: { repository: "queue", registry_type: "DOCR" } } as const];
    await change({ workers, static_sites: [{ name: "docs" }] });
    const loose = (await getApp(client, id)).active_deployment?.id ?? "";
    expect(await validate(loose)).toMatchObject({
      valid: true,
      warnings: [
        { code: "image_source_missing_digest", components: ["queue"] },
        { code: "static_site_requires_rebuild", components: ["docs"] },
      ],
    });
    const underWay = await deploy(client, id);
    expect((await validate(underWay)).error?.code).toBe("incompatible_phase");
    await deploy(client, id);
    expect((await validate(underWay)).error?.code).toBe("incompatible_result");
    for (let number = 0; number < 10; number++) {
      await deploy(client, id);
      simulator.clock.advance(DEPLOYED);
    }
    expect((await validate(loose)).error?.code).toBe("exceeded_revision_limit");
  });
});
