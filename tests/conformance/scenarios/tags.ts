import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

export const tags: Scenario = async (api) => {
  const { call, refused } = api;
  await call("POST /v2/tags", { body: { name: "web" } });
  const path = { tag_id: "web" };
  await call("GET /v2/tags/{tag_id}", { path });
  const resource_id = String(await newDroplet(api));
  const body = { resources: [{ resource_id, resource_type: "droplet" }] };
  await call("POST /v2/tags/{tag_id}/resources", { path, body });
  const data = { name: "data", size_gigabytes: 10, region: "nyc3", tags: ["web"] };
  const { volume } = await call("POST /v2/volumes", { body: data });
  const snapshot = { name: "of-data", tags: ["web"] };
  await call("POST /v2/volumes/{volume_id}/snapshots", { path: { volume_id: volume.id }, body: snapshot });
  const url = "https://images.example.com/base.qcow2";
  await call("POST /v2/images", { body: { name: "base", url, region: "nyc3", distribution: "Debian", tags: ["web"] } });
  await call("GET /v2/tags/{tag_id}", { path });
  await call("GET /v2/tags");
  await call("DELETE /v2/tags/{tag_id}/resources", { path, body });
  await call("DELETE /v2/tags/{tag_id}", { path });
  await refused(404, "GET /v2/tags/{tag_id}", { path });
  await refused(422, "POST /v2/tags", { body: { name: "no tag" } });
};
