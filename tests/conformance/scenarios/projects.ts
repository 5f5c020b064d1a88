import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

export const projects: Scenario = async (api) => {
  const { call, refused } = api;
  const named = { name: "shop", purpose: "Web Application" };
  const whole = { ...named, description: "all of it", environment: "Production", is_default: false };
  const { project } = await call("POST /v2/projects", { body: named });
  const path = { project_id: project.id };
  await call("GET /v2/projects/{project_id}", { path });
  await call("PUT /v2/projects/{project_id}", { path, body: whole });
  await call("PATCH /v2/projects/{project_id}", { path, body: { environment: "Staging" } });
  await call("GET /v2/projects/default");
  await call("PUT /v2/projects/default", { body: { ...whole, name: "first", is_default: true } });
  await call("PATCH /v2/projects/default", { body: { description: "the first one" } });
  await call("GET /v2/projects");

  const resources = [`do:droplet:${await newDroplet(api)}`, "do:droplet:1"];
  await call("GET /v2/projects/default/resources");
  await call("POST /v2/projects/{project_id}/resources", { path, body: { resources } });
  await call("GET /v2/projects/{project_id}/resources", { path });
  await refused(412, "DELETE /v2/projects/{project_id}", { path });
  await call("POST /v2/projects/default/resources", { body: { resources } });
  await call("DELETE /v2/projects/{project_id}", { path });
  await refused(404, "GET /v2/projects/{project_id}", { path });
};
