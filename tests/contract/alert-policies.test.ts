import { NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const cpu = {
  type: "v1/insights/droplet/cpu",
  description: "busy",
  compare: "GreaterThan",
  value: 80.5,
  window: "5m",
  entities: ["192018292"],
  tags: ["web"],
  alerts: { email: ["me@example.com"], slack: [{ channel: "ops", url: "https://hooks.invalid/1" }] },
  enabled: true,
} as const;
const body = { ...cpu, entities: [...cpu.entities], tags: [...cpu.tags], alerts: structuredClone(cpu.alerts) as never };

bothWays("alert policies", (connect) => {
  it("are created, listed, replaced and deleted", async () => {
    const { client } = await connect();
    const { policy } = await client.request("POST /v2/monitoring/alerts", { body });
    expect(policy).toEqual({ uuid: policy.uuid, ...cpu });
    const path = { alert_uuid: policy.uuid };
    expect(await client.request("GET /v2/monitoring/alerts/{alert_uuid}", { path })).toEqual({ policy });
    const replaced = await client.request("PUT /v2/monitoring/alerts/{alert_uuid}", {
      path,
      body: { ...body, enabled: false, entities: [], tags: ["api"] },
    });
    expect(replaced.policy).toEqual({ ...policy, enabled: false, entities: [], tags: ["api"] });
    await client.request("POST /v2/monitoring/alerts", { body: { ...body, description: "second" } });
    const all = await client.paginate("GET /v2/monitoring/alerts", { query: { per_page: 1 } }).all();
    expect(all.map(({ description }) => description)).toEqual(["busy", "second"]);
    await client.request("DELETE /v2/monitoring/alerts/{alert_uuid}", { path });
    const gone = client.request("DELETE /v2/monitoring/alerts/{alert_uuid}", { path });
    await expect(gone).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are refused that no one can measure", async () => {
    const { client } = await connect();
    for (const wrong of [{ type: "v1/insights/droplet/noise" }, { window: "7m" }, { value: "80" }, { alerts: {} }]) {
      const refused = client.request("POST /v2/monitoring/alerts", { body: { ...body, ...(wrong as object) } });
      await expect(refused).rejects.toBeInstanceOf(UnprocessableError);
    }
    expect(await client.paginate("GET /v2/monitoring/alerts").all()).toEqual([]);
  });
});
