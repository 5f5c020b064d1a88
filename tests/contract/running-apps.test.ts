import { NotFoundError, UnprocessableError, type Operations } from "@doapi/client";
import { expect, it } from "vitest";
import { BUILT, createApp, deploy, image, phases, plain, served } from "./apps.js";
import { bothWays } from "./both-ways.js";

bothWays("What runs of apps", (connect) => {
  it("has instances, health, logs and a console", async () => {
    const pair = await connect();
    const { client } = pair;
    const workers = [{ name: "queue", instance_count: 2, image }];
    const { id: young } = await createApp(client, { ...plain, name: "young" });
    const of = (app_id: string) => ({ path: { app_id } });
    expect((await client.request("GET /v2/apps/{app_id}/instances", of(young))).instances).toEqual([]);
    const { app_health } = await client.request("GET /v2/apps/{app_id}/health", of(young));
    expect(app_health.components).toMatchObject([{ name: "http", replicas_ready: 0, state: "UNKNOWN" }]);
    const query = { type: "RUN" } as const;
    await expect(client.request("GET /v2/apps/{app_id}/logs", { ...of(young), query })).rejects.toBeInstanceOf(
      NotFoundError,
    );

    const [app_id, deployment_id] = await served(pair, { ...plain, workers });
    const { instances } = await client.request("GET /v2/apps/{app_id}/instances", of(app_id));
    expect(instances.map((each) => each.instance_alias)).toEqual(["http-0", "queue-0", "queue-1"]);
    expect(instances.map((each) => each.component_type)).toEqual(["SERVICE", "WORKER", "WORKER"]);
    const health = await client.request("GET /v2/apps/{app_id}/health", of(app_id));
    expect(health).toMatchObject({ ...health.app_health });
    expect(health.app_health.components?.[1]).toMatchObject({ replicas_desired: 2, replicas_ready: 2 });

    const path = { app_id, component_name: "queue" };
    const logs = await client.request("GET /v2/apps/{app_id}/components/{component_name}/logs", { path, query });
    expect(logs).toMatchObject({ live_url: `https://logs.apps.invalid/${app_id}/${deployment_id}/queue/run.log` });
    expect(logs).toMatchObject({ url: logs.live_url, historic_logs: logs.historic_urls });
    const nobody = { app_id, component_name: "nobody" };
    await expect(
      client.request("GET /v2/apps/{app_id}/components/{component_name}/logs", { path: nobody, query }),
    ).rejects.toBeInstanceOf(NotFoundError);

    const exec = (component_name: string, instance_name?: string) =>
      client.request("GET /v2/apps/{app_id}/components/{component_name}/exec", {
        path: { app_id, component_name },
        query: { ...(instance_name !== undefined && { instance_name }) },
      });
    const last = instances[2]?.instance_name ?? "";
    expect((await exec("queue", last)).url).toContain(`wss://exec.apps.invalid/${last}?token=simulated-`);
    for (const wrong of [exec("http", last), exec("nobody")]) await expect(wrong).rejects.toBeInstanceOf(NotFoundError);
  });

  it("has no traffic, on any day", async () => {
    const pair = await connect();
    const [app_id] = await served(pair);
    const app_bandwidth_usage = [{ app_id, bandwidth_bytes: "0" }];
    const path = { app_id };
    const daily = await pair.client.request("GET /v2/apps/{app_id}/metrics/bandwidth_daily", { path });
    expect(daily).toEqual({ app_bandwidth_usage, date: "2026-11-19T00:00:00Z" });
    const ask = (app_ids: string[]) =>
      pair.client.request("POST /v2/apps/metrics/bandwidth_daily", { body: { app_ids, date: "2026-11-01T12:00:00Z" } });
    expect(await ask([app_id])).toEqual({ app_bandwidth_usage, date: "2026-11-01T00:00:00Z" });
    await expect(ask([app_id, crypto.randomUUID()])).rejects.toBeInstanceOf(NotFoundError);
  });

  it("alerts whom it is told to", async () => {
    const { client } = await connect();
    const functions = [{ name: "hooks", alerts: [{ rule: "FUNCTIONS_ERROR_COUNT", value: 10 }] }] as const;
    const alerts = [{ rule: "DEPLOYMENT_FAILED" }];
    const { id } = await createApp(client, { name: "web", functions, alerts } as never);
    const list = async () => (await client.request("GET /v2/apps/{app_id}/alerts", { path: { app_id: id } })).alerts;
    const [ofApp, ofHooks] = await list();
    expect(ofApp).toMatchObject({ spec: { rule: "DEPLOYMENT_FAILED" }, emails: ["you@example.com"], phase: "ACTIVE" });
    expect(ofHooks).toMatchObject({ component_name: "hooks", spec: functions[0].alerts[0] });
    const emails = ["ops@example.com"];
    const assign = (alert_id: string) =>
      client.request("POST /v2/apps/{app_id}/alerts/{alert_id}/destinations", {
        path: { app_id: id, alert_id },
        body: { emails },
      });
    expect((await assign(ofHooks?.id ?? "")).alert).toMatchObject({ id: ofHooks?.id, emails });
    expect((await list()).map((alert) => alert.emails)).toEqual([["you@example.com"], emails]);
    await expect(assign(crypto.randomUUID())).rejects.toBeInstanceOf(NotFoundError);
  });

  it("runs jobs with deployments; a cancelled one before it stops the deployment", async () => {
    const { client, simulator } = await connect();
    const jobs = [
      { name: "migrate", kind: "PRE_DEPLOY" },
      { name: "announce", kind: "POST_DEPLOY" },
      { name: "mourn", kind: "FAILED_DEPLOY" },
    ] as const;
    const { id } = await createApp(client, { ...plain, jobs: jobs.map((job) => ({ ...job, image })) });
    const path = { app_id: id };
    const list = async (query: Operations["GET /v2/apps/{app_id}/job-invocations"]["args"]["query"] = {}) => {
      const all = client.paginate("GET /v2/apps/{app_id}/job-invocations", { path, query });
      return (await all.all()).map(({ job_name, phase }) => [job_name, phase]);
    };
    expect(await list()).toEqual([]);
    simulator.clock.advance(BUILT + 2_000);
    expect(await list()).toEqual([["migrate", "RUNNING"]]);
    simulator.clock.advance(30_000);
    const done = [
      ["migrate", "SUCCEEDED"],
      ["announce", "SUCCEEDED"],
    ];
    expect(await list()).toEqual(done);

    const deployment_id = await deploy(client, id);
    simulator.clock.advance(BUILT + 2_000);
    const [running] = await client
      .paginate("GET /v2/apps/{app_id}/job-invocations", { path, query: { deployment_id } })
      .all();
    const invocation = { app_id: id, job_invocation_id: running?.id ?? "" };
    const cancel = () =>
      client.request("POST /v2/apps/{app_id}/job-invocations/{job_invocation_id}/cancel", { path: invocation });
    expect((await cancel()).job_invocation).toMatchObject({ job_name: "migrate", phase: "CANCELED", deployment_id });
    await expect(cancel()).rejects.toBeInstanceOf(UnprocessableError);
    expect(await phases(client, id)).toEqual(["ERROR", "ACTIVE"]);
    const again = [["migrate", "CANCELED"], ["mourn", "SUCCEEDED"], ...done];
    expect(await list()).toEqual(again);
    expect(await list({ per_page: 1 })).toEqual(again);
    expect(await list({ job_names: ["announce", "mourn"] })).toEqual([again[1], again[3]]);
    const logs = await client.request("GET /v2/apps/{app_id}/jobs/{job_name}/invocations/{job_invocation_id}/logs", {
      path: { ...invocation, job_name: "migrate" },
      query: { type: "JOB_INVOCATION" },
    });
    expect(logs).toMatchObject({ live_url: "", historic_urls: [expect.stringContaining("/migrate/")] });
    await expect(
      client.request("GET /v2/apps/{app_id}/job-invocations/{job_invocation_id}", {
        path: invocation,
        query: { job_name: "announce" },
      }),
    ).rejects.toBeInstanceOf(NotFoundError);
  });

  it("has an event for each deployment", async () => {
    const pair = await connect();
    const { client } = pair;
    const [app_id, first] = await served(pair);
    const second = await deploy(client, app_id);
    const events = await client
      .paginate("GET /v2/apps/{app_id}/events", { path: { app_id }, query: { per_page: 1 } })
      .all();
    expect(events.map(({ deployment_id }) => deployment_id)).toEqual([second, first]);
    const path = { app_id, event_id: events[1]?.id ?? "" };
    const { event } = await client.request("GET /v2/apps/{app_id}/events/{event_id}", { path });
    expect(event).toMatchObject({ type: "DEPLOYMENT", deployment: { id: first, phase: "ACTIVE" } });
    const query = { event_types: ["AUTOSCALING" as const] };
    const scaled = client.paginate("GET /v2/apps/{app_id}/events", { path: { app_id }, query });
    expect(await scaled.all()).toEqual([]);
    const nothing = { app_id, event_id: crypto.randomUUID() };
    await expect(client.request("GET /v2/apps/{app_id}/events/{event_id}", { path: nothing })).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });
});
