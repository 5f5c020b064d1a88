import type { AppAlert, AppSpec } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { domainName } from "./app-spec.js";

export interface AppRecord {
  readonly id: string;
  readonly spec: AppSpec;
  readonly default_ingress: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly last_deployment_created_at: string;
  /** The deployment that serves the app. */
  readonly active: string | null;
  /** The deployment under way. */
  readonly current: string | null;
  /** While a rollback is neither committed nor reverted: its deployment, and the spec from before it. */
  readonly pin: { readonly deployment: string; readonly spec: AppSpec } | null;
  /** By alert. */
  readonly destinations: Readonly<Record<string, AlertDestinations>>;
}

export type AlertDestinations = Pick<AppAlert, "emails" | "slack_webhooks">;

export const Apps: Kind<AppRecord> = {
  name: "app",
  labels: ({ spec: { name, domains = [] } }) => [appName(name), ...domains.map(({ domain }) => appDomain(domain))],
};

export const appName = (name: string) => `name:${name}`;
export const appDomain = (domain: string) => `domain:${domainName(domain)}`;
export const appUrn = (id: string) => `do:app:${id}`;

export function requireApp(world: World, id: string): AppRecord {
  const app = world.documents.get(Apps, id.toLowerCase());
  if (!app) throw notFound();
  return app;
}

export function saveApp(world: World, app: AppRecord): AppRecord {
  world.documents.put(Apps, app.id, app);
  return app;
}
