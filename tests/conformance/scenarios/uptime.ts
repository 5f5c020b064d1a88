import type { Scenario } from "../api.js";

const notifications = { email: ["me@example.com"], slack: [{ channel: "alerts", url: "https://hooks.invalid/1" }] };
const limit = { threshold: 300, comparison: "greater_than" };
const slow = { name: "slow", type: "latency", notifications, period: "2m", ...limit };

export const uptime: Scenario = async ({ call, refused, wait }) => {
  const regions = ["us_east", "us_west", "eu_west", "se_asia"];
  const body = { name: "home", type: "https", target: "https://example.com", regions, enabled: true };
  const { check } = await call("POST /v2/uptime/checks", { body });
  const path = { check_id: check.id };
  await call("GET /v2/uptime/checks/{check_id}/state", { path });
  wait();
  await call("GET /v2/uptime/checks/{check_id}/state", { path });
  await call("PUT /v2/uptime/checks/{check_id}", { path, body: { name: "front" } });
  await call("GET /v2/uptime/checks/{check_id}", { path });
  await call("GET /v2/uptime/checks");

  const { alert } = await call("POST /v2/uptime/checks/{check_id}/alerts", { path, body: slow });
  const one = { ...path, alert_id: alert.id };
  await call("GET /v2/uptime/checks/{check_id}/alerts/{alert_id}", { path: one });
  const down = { name: "gone", type: "down", notifications, period: "5m" };
  await call("PUT /v2/uptime/checks/{check_id}/alerts/{alert_id}", { path: one, body: down });
  await call("GET /v2/uptime/checks/{check_id}/alerts", { path });
  await call("DELETE /v2/uptime/checks/{check_id}/alerts/{alert_id}", { path: one });
  await refused(404, "GET /v2/uptime/checks/{check_id}/alerts/{alert_id}", { path: one });
  await call("DELETE /v2/uptime/checks/{check_id}", { path });
  await refused(404, "GET /v2/uptime/checks/{check_id}", { path });
};
