import type { Scenario } from "../api.js";

const alerts = { email: ["me@example.com"], slack: [{ channel: "ops", url: "https://hooks.invalid/1" }] };
const limit = { compare: "GreaterThan", value: 80, window: "5m" };
const cpu = { type: "v1/insights/droplet/cpu", description: "busy", ...limit, entities: ["7"], tags: ["web"] };

export const alertPolicies: Scenario = async ({ call, refused }) => {
  const body = { ...cpu, alerts, enabled: true };
  const { policy } = await call("POST /v2/monitoring/alerts", { body });
  const path = { alert_uuid: policy.uuid };
  await call("PUT /v2/monitoring/alerts/{alert_uuid}", { path, body: { ...body, enabled: false } });
  await call("GET /v2/monitoring/alerts/{alert_uuid}", { path });
  await call("GET /v2/monitoring/alerts");
  await call("DELETE /v2/monitoring/alerts/{alert_uuid}", { path });
  await refused(404, "GET /v2/monitoring/alerts/{alert_uuid}", { path });
};
