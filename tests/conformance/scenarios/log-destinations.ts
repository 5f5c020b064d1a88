import type { Scenario } from "../api.js";

export const logDestinations: Scenario = async ({ call, refused }) => {
  const credentials = { username: "logs", password: "made-up" };
  const body = { name: "logs", type: "opensearch_ext", config: { endpoint: "logs.example.com", credentials } };
  const { destination } = await call("POST /v2/monitoring/sinks/destinations", { body });
  const path = { destination_uuid: destination.id };
  await call("POST /v2/monitoring/sinks/destinations/{destination_uuid}", { path, body });
  await call("GET /v2/monitoring/sinks/destinations/{destination_uuid}", { path });
  await call("GET /v2/monitoring/sinks/destinations");
  await call("DELETE /v2/monitoring/sinks/destinations/{destination_uuid}", { path });
  await refused(404, "GET /v2/monitoring/sinks/destinations/{destination_uuid}", { path });
};
