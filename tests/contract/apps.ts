import type { DigitalOcean, Operations } from "@doapi/client";
import type { Pair } from "./both-ways.js";

export type Spec = Operations["POST /v2/apps"]["args"]["body"]["spec"];

export const image = {
  registry_type: "DOCKER_HUB",
  registry: "library",
  repository: "nginx",
  digest: "sha256:0",
} as const;
export const plain: Spec = { name: "web", services: [{ name: "http", image }] };

/** How long a deployment takes to be built, and to be active, in milliseconds. */
export const BUILT = 2_000 + 60_000;
export const DEPLOYED = BUILT + 2_000 + 30_000;

export async function createApp(client: DigitalOcean, spec: Spec = plain, project_id?: string) {
  const body = { spec, ...(project_id !== undefined && { project_id }) };
  const { app } = await client.request("POST /v2/apps", { body });
  return { ...app, id: app.id ?? "" };
}

export async function getApp(client: DigitalOcean, id: string) {
  return (await client.request("GET /v2/apps/{id}", { path: { id } })).app;
}

export async function deploy(client: DigitalOcean, app_id: string) {
  const path = { app_id };
  return (await client.request("POST /v2/apps/{app_id}/deployments", { path, body: {} })).deployment.id ?? "";
}

export async function phases(client: DigitalOcean, app_id: string) {
  const all = await client.paginate("GET /v2/apps/{app_id}/deployments", { path: { app_id } }).all();
  return all.map(({ phase }) => phase);
}

/** An app that is served, and the id of the deployment that does it. */
export async function served(
  { client, simulator }: Pair,
  spec: Spec = plain,
): Promise<[app: string, deployment: string]> {
  const { id } = await createApp(client, spec);
  simulator.clock.advance(DEPLOYED);
  return [id, (await getApp(client, id)).active_deployment?.id ?? ""];
}
