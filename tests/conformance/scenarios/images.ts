import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

const imported = {
  name: "base",
  url: "https://images.example.com/base.qcow2",
  region: "nyc3",
  distribution: "Debian",
  description: "our own",
  tags: ["base"],
};

export const images: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const { image } = await call("POST /v2/images", { body: imported });
  const path = { image_id: image.id };
  await call("GET /v2/images/{image_id}", { path });
  wait();
  await call("GET /v2/images/{image_id}", { path });
  await call("PUT /v2/images/{image_id}", { path, body: { name: "renamed", description: "changed" } });

  const droplet = { droplet_id: await newDroplet(api) };
  await call("POST /v2/droplets/{droplet_id}/actions", { path: droplet, body: { type: "snapshot", name: "before" } });
  wait();
  const own = await call("GET /v2/images", { query: { private: true } });
  const snapshot = { image_id: own.images.find(({ type }) => type === "snapshot")?.id };
  const { action } = await call("POST /v2/images/{image_id}/actions", {
    path: snapshot,
    body: { type: "transfer", region: "ams3" },
  });
  const transfer = { path: { ...snapshot, action_id: action.id } };
  await call("GET /v2/images/{image_id}/actions/{action_id}", transfer);
  wait();
  await call("GET /v2/images/{image_id}/actions/{action_id}", transfer);
  await call("GET /v2/images/{image_id}/actions", { path: snapshot });
  await call("DELETE /v2/images/{image_id}", { path });
  await refused(404, "GET /v2/images/{image_id}", { path });
};
