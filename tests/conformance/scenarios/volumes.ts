import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

const body = { name: "data", size_gigabytes: 10, region: "nyc3", description: "all of it", tags: ["kept"] };

export const volumes: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const droplet_id = await newDroplet(api);
  const { volume } = await call("POST /v2/volumes", {
    body: { ...body, filesystem_type: "ext4", filesystem_label: "d" },
  });
  const path = { volume_id: volume.id };
  await refused(409, "POST /v2/volumes", { body });
  for (const change of [
    { type: "attach", droplet_id, region: "nyc3" },
    { type: "resize", size_gigabytes: 20, region: "nyc3" },
    { type: "detach", droplet_id, region: "nyc3" },
  ]) {
    const { action } = await call("POST /v2/volumes/{volume_id}/actions", { path, body: change });
    const acted = { path: { ...path, action_id: action.id } };
    await call("GET /v2/volumes/{volume_id}/actions/{action_id}", acted);
    wait();
    await call("GET /v2/volumes/{volume_id}/actions/{action_id}", acted);
    await call("GET /v2/volumes/{volume_id}", { path });
    await call("GET /v2/droplets/{droplet_id}", { path: { droplet_id } });
  }
  await call("POST /v2/volumes/actions", { body: { type: "attach", volume_name: "data", droplet_id, region: "nyc3" } });
  wait();
  await refused(409, "DELETE /v2/volumes/{volume_id}", { path });
  await call("POST /v2/volumes/actions", { body: { type: "detach", volume_name: "data", droplet_id, region: "nyc3" } });
  wait();
  await call("GET /v2/volumes/{volume_id}/actions", { path });
  await call("GET /v2/volumes", { query: { region: "nyc3" } });
  await call("DELETE /v2/volumes/{volume_id}", { path });
  await call("POST /v2/volumes", { body });
  await call("DELETE /v2/volumes", { query: { name: "data", region: "nyc3" } });
};

export const volumeSnapshots: Scenario = async ({ call, refused }) => {
  const { volume } = await call("POST /v2/volumes", { body });
  const path = { volume_id: volume.id };
  const { snapshot } = await call("POST /v2/volumes/{volume_id}/snapshots", {
    path,
    body: { name: "one", tags: ["t"] },
  });
  await call("GET /v2/volumes/{volume_id}/snapshots", { path });
  const named = { path: { snapshot_id: snapshot.id } };
  await call("GET /v2/volumes/snapshots/{snapshot_id}", named);
  await call("DELETE /v2/volumes/snapshots/{snapshot_id}", named);
  await refused(404, "GET /v2/volumes/snapshots/{snapshot_id}", named);
};
