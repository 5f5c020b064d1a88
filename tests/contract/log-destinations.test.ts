import { type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const credentials = { username: "logs", password: "made-up" };
const config = { endpoint: "logs.example.com", index_name: "web" };

const create = async (client: DigitalOcean, change = {}) => {
  const body = { name: "logs", type: "opensearch_ext", config: { ...config, credentials, ...change } } as const;
  return (await client.request("POST /v2/monitoring/sinks/destinations", { body })).destination;
};

bothWays("log destinations", (connect) => {
  it("are kept without their credentials", async () => {
    const { client } = await connect();
    const destination = await create(client);
    const shown = { id: destination.config?.id, ...config, retention_days: 14 };
    expect(destination).toEqual({ id: destination.id, name: "logs", type: "opensearch_ext", config: shown });
    const path = { destination_uuid: destination.id ?? "" };
    const one = "GET /v2/monitoring/sinks/destinations/{destination_uuid}";
    expect(await client.request(one, { path })).toEqual({ destination });
    const cluster = { endpoint: "db.example.com", cluster_uuid: "85148069-7e35-4999-80bd-6fa1637ca385" };
    await client.request("POST /v2/monitoring/sinks/destinations/{destination_uuid}", {
      path,
      body: { type: "opensearch_dbaas", config: { ...cluster, retention_days: 7 } },
    });
    const { destinations } = await client.request("GET /v2/monitoring/sinks/destinations");
    expect(destinations).toEqual([
      {
        id: destination.id,
        name: "",
        type: "opensearch_dbaas",
        config: { id: destination.config?.id, ...cluster, retention_days: 7 },
      },
    ]);
    await client.request("DELETE /v2/monitoring/sinks/destinations/{destination_uuid}", { path });
    await expect(client.request(one, { path })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are refused without a place or a way in", async () => {
    const { client } = await connect();
    for (const change of [{ endpoint: " " }, { credentials: {} }, { retention_days: 0 }]) {
      await expect(create(client, change)).rejects.toBeInstanceOf(UnprocessableError);
    }
    expect((await client.request("GET /v2/monitoring/sinks/destinations")).destinations).toEqual([]);
  });
});
