import type { Api, Scenario } from "../api.js";

const image = { registry_type: "DOCKER_HUB", registry: "library", repository: "nginx", tag: "stable" };
const service = { name: "web", image };
const api = {
  name: "api",
  github: { repo: "example/api", branch: "main" },
  envs: [{ key: "KEY", type: "SECRET", value: "x" }],
};

/** A component of every kind. */
const whole = {
  name: "shop",
  region: "ams",
  domains: [{ domain: "shop.example.com", type: "PRIMARY" }, { domain: "www.example.com" }],
  services: [api],
  static_sites: [{ name: "site", git: { repo_clone_url: "https://example.com/site.git", branch: "main" } }],
  workers: [{ name: "queue", image, instance_count: 2, instance_size_slug: "apps-d-1vcpu-1gb" }],
  jobs: [
    { name: "migrate", image, kind: "PRE_DEPLOY" },
    { name: "announce", image },
  ],
  functions: [{ name: "hooks", source_dir: "hooks", alerts: [{ rule: "FUNCTIONS_ERROR_COUNT", value: 10 }] }],
  databases: [{ name: "db", engine: "PG" }],
};

async function createApp({ call }: Api, spec: object): Promise<string> {
  const { app } = await call("POST /v2/apps", { body: { spec } });
  return app.id ?? "";
}

export const apps: Scenario = async (scene) => {
  const { call, refused, wait, simulator } = scene;
  await call("POST /v2/apps/propose", { body: { spec: whole } });
  const id = await createApp(scene, whole);
  const path = { id };
  await call("POST /v2/apps/propose", { body: { spec: whole } });
  await call("POST /v2/apps/propose", { body: { spec: whole, app_id: id } });
  await refused(409, "POST /v2/apps", { body: { spec: whole } });
  for (const seconds of [0, 2, 60, 2, 30]) {
    simulator.clock.advance(seconds * 1000);
    await call("GET /v2/apps/{id}", { path });
    await call("GET /v2/apps/{app_id}/job-invocations", { path: { app_id: id } });
    await call("GET /v2/apps/{app_id}/health", { path: { app_id: id } });
  }
  await call("PUT /v2/apps/{id}", { path, body: { spec: { ...whole, functions: [], domains: [] } } });
  await call("GET /v2/apps");
  await call("GET /v2/apps", { query: { with_projects: true } });
  const { project } = await call("GET /v2/projects/default");
  await call("GET /v2/projects/{project_id}/resources", { path: { project_id: project.id } });
  await call("DELETE /v2/apps/{id}", { path });
  await refused(404, "GET /v2/apps/{id}", { path });
  wait();
  await call("GET /v2/apps/regions");
  await call("GET /v2/apps/tiers/instance_sizes");
  await call("GET /v2/apps/tiers/instance_sizes/{slug}", { path: { slug: "basic-xs" } });
};

export const appDeployments: Scenario = async (scene) => {
  const { call, refused, wait } = scene;
  const app_id = await createApp(scene, { name: "web", services: [service] });
  const path = { app_id };
  wait();
  const { deployments } = await call("GET /v2/apps/{app_id}/deployments", { path });
  const first = deployments[0]?.id;
  const { deployment } = await call("POST /v2/apps/{app_id}/deployments", { path, body: { force_build: true } });
  const second = { app_id, deployment_id: deployment.id };
  await call("GET /v2/apps/{app_id}/deployments/{deployment_id}", { path: second });
  await call("POST /v2/apps/{app_id}/deployments/{deployment_id}/cancel", { path: second });
  await refused(422, "POST /v2/apps/{app_id}/deployments/{deployment_id}/cancel", { path: second });
  await call("POST /v2/apps/{app_id}/restart", { path, body: { components: ["web"] } });
  wait();
  for (const deployment_id of [first, deployment.id]) {
    await call("POST /v2/apps/{app_id}/rollback/validate", { path, body: { deployment_id } });
  }
  await call("POST /v2/apps/{app_id}/rollback", { path, body: { deployment_id: first } });
  await call("GET /v2/apps/{id}", { path: { id: app_id } });
  await call("POST /v2/apps/{app_id}/rollback/revert", { path });
  wait();
  await call("POST /v2/apps/{app_id}/rollback", { path, body: { deployment_id: first } });
  await call("POST /v2/apps/{app_id}/rollback/commit", { path });
  await refused(422, "POST /v2/apps/{app_id}/rollback/commit", { path });
  wait();
  await call("GET /v2/apps/{app_id}/deployments", { path, query: { deployment_types: "MANUAL_ROLLBACK" } });
  const { events } = await call("GET /v2/apps/{app_id}/events", { path, query: { per_page: 2 } });
  const event = { app_id, event_id: events[0]?.id };
  await call("GET /v2/apps/{app_id}/events/{event_id}", { path: event });
  await call("GET /v2/apps/{app_id}/events/{event_id}/logs", { path: event, query: { type: "BUILD" } });
};

export const runningApps: Scenario = async (scene) => {
  const { call, wait, simulator } = scene;
  const app_id = await createApp(scene, whole);
  const path = { app_id };
  wait();
  const { app } = await call("GET /v2/apps/{id}", { path: { id: app_id } });
  const component = { app_id, component_name: "queue" };
  const deployed = { ...component, deployment_id: app.active_deployment?.id };
  const query = { type: "RUN" };
  await call("GET /v2/apps/{app_id}/logs", { path, query });
  await call("GET /v2/apps/{app_id}/components/{component_name}/logs", { path: component, query });
  await call("GET /v2/apps/{app_id}/deployments/{deployment_id}/logs", { path: deployed, query });
  const logs = "GET /v2/apps/{app_id}/deployments/{deployment_id}/components/{component_name}/logs";
  await call(logs, { path: deployed, query });
  await call("GET /v2/apps/{app_id}/components/{component_name}/exec", { path: component });
  const exec = "GET /v2/apps/{app_id}/deployments/{deployment_id}/components/{component_name}/exec";
  await call(exec, { path: deployed });
  await call("GET /v2/apps/{app_id}/instances", { path });
  await call("GET /v2/apps/{app_id}/health", { path });
  await call("GET /v2/apps/{app_id}/metrics/bandwidth_daily", { path });
  await call("POST /v2/apps/metrics/bandwidth_daily", { body: { app_ids: [app_id], date: "2026-11-01T00:00:00Z" } });
  const { alerts } = await call("GET /v2/apps/{app_id}/alerts", { path });
  await call("POST /v2/apps/{app_id}/alerts/{alert_id}/destinations", {
    path: { app_id, alert_id: alerts[0]?.id },
    body: { emails: ["ops@example.com"], slack_webhooks: [{ url: "https://example.com/hook", channel: "ops" }] },
  });

  await call("POST /v2/apps/{app_id}/deployments", { path, body: {} });
  simulator.clock.advance(70_000);
  const { job_invocations } = await call("GET /v2/apps/{app_id}/job-invocations", { path });
  const invocation = { app_id, job_invocation_id: job_invocations[0]?.id, job_name: job_invocations[0]?.job_name };
  await call("GET /v2/apps/{app_id}/job-invocations/{job_invocation_id}", { path: invocation });
  await call("GET /v2/apps/{app_id}/jobs/{job_name}/invocations/{job_invocation_id}/logs", {
    path: invocation,
    query: { type: "JOB_INVOCATION" },
  });
  await call("POST /v2/apps/{app_id}/job-invocations/{job_invocation_id}/cancel", { path: invocation });
  await call("GET /v2/apps/{app_id}/job-invocations/{job_invocation_id}", { path: invocation });
};
