import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

export const snapshots: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const droplet = { droplet_id: await newDroplet(api) };
  await call("POST /v2/droplets/{droplet_id}/actions", { path: droplet, body: { type: "snapshot", name: "disk" } });
  wait();
  const { volume } = await call("POST /v2/volumes", { body: { name: "data", size_gigabytes: 10, region: "nyc3" } });
  const path = { volume_id: volume.id };
  await call("POST /v2/volumes/{volume_id}/snapshots", { path, body: { name: "of-data", tags: ["kept"] } });
  const { snapshots: all } = await call("GET /v2/snapshots");
  await call("GET /v2/snapshots", { query: { resource_type: "volume" } });
  for (const { id } of all ?? []) {
    await call("GET /v2/snapshots/{snapshot_id}", { path: { snapshot_id: id } });
    await call("DELETE /v2/snapshots/{snapshot_id}", { path: { snapshot_id: id } });
    await refused(404, "GET /v2/snapshots/{snapshot_id}", { path: { snapshot_id: id } });
  }
};
