import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

export const dropletDestruction: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const path = { droplet_id: await newDroplet(api) };
  await call("POST /v2/droplets/{droplet_id}/actions", { path, body: { type: "snapshot", name: "kept" } });
  wait();
  await call("POST /v2/reserved_ips", { body: path });
  const { volume } = await call("POST /v2/volumes", { body: { name: "data", size_gigabytes: 10, region: "nyc3" } });
  const volumePath = { volume_id: volume.id };
  await call("POST /v2/volumes/{volume_id}/actions", { path: volumePath, body: { type: "attach", ...path } });
  wait();
  await call("POST /v2/volumes/{volume_id}/snapshots", { path: volumePath, body: { name: "of-data" } });
  const { volume_snapshots, snapshots, reserved_ips } = await call(
    "GET /v2/droplets/{droplet_id}/destroy_with_associated_resources",
    { path },
  );
  const ids = (all: readonly { id?: string }[] = []) => all.map(({ id }) => id);
  const body = {
    volumes: [volume.id],
    volume_snapshots: ids(volume_snapshots),
    snapshots: ids(snapshots),
    reserved_ips: ids(reserved_ips),
  };
  await call("DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective", { path, body });
  await call("GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status", { path });
  await refused(409, "POST /v2/droplets/{droplet_id}/destroy_with_associated_resources/retry", { path });
  wait();
  await call("GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status", { path });

  const all = { path: { droplet_id: await newDroplet(api) }, headers: { "x-dangerous": "true" } };
  await call("DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous", all);
};

/** A destruction that fails, and is tried again. */
export const failedDestruction: Scenario = async (api) => {
  const { call, wait, simulator } = api;
  const path = { droplet_id: await newDroplet(api) };
  const data = { name: "data", size_gigabytes: 10, region: "nyc3" };
  const { volume } = await call("POST /v2/volumes", { body: data });
  const attach = { type: "attach", ...path };
  await call("POST /v2/volumes/{volume_id}/actions", { path: { volume_id: volume.id }, body: attach });
  wait();
  simulator.faults.add({ effect: { type: "errored" } });
  await call("DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective", {
    path,
    body: { volumes: [volume.id] },
  });
  wait();
  await call("GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status", { path });
  await call("POST /v2/droplets/{droplet_id}/destroy_with_associated_resources/retry", { path });
};
