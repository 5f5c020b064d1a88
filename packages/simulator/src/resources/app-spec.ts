import { randomUUID } from "node:crypto";
import type {
  AppComponentInstanceBase,
  AppIngressSpecRule,
  AppSpec,
  AppSpecInput,
  AppVariableDefinition,
} from "@doapi/client/wire";
import { unprocessable } from "../problem.js";
import { DEFAULT_REGION, DEFAULT_SIZE, findAppSize } from "./app-catalog.js";

/** The lists of components that a deployment builds and deploys, and what the API calls one of each. */
const KINDS = {
  services: "service",
  static_sites: "static site",
  workers: "worker",
  jobs: "job",
  functions: "functions",
} as const;

export interface Component {
  readonly name: string;
  readonly list: keyof typeof KINDS;
  /** For messages: "static site". */
  readonly kind: string;
}

/** What is built and deployed; databases are not. */
export function componentsOf(spec: AppSpec): Component[] {
  return (Object.keys(KINDS) as (keyof typeof KINDS)[]).flatMap((list) =>
    (spec[list] ?? []).map(({ name }) => ({ name, list, kind: KINDS[list] })),
  );
}

export const domainName = (domain: string) => domain.toLowerCase().replace(/\.$/, "");

/** Refuses what the schema lets pass and the API does not. */
function checkSpec(spec: AppSpecInput): void {
  const names = [...componentsOf(spec), ...(spec.databases ?? [])].map(({ name }) => name);
  if (names.length === 0) throw unprocessable("An app spec must have a component at least.");
  const twice = repeated(names);
  if (twice !== undefined) throw unprocessable(`The name ${twice} is used by more than one component.`);
  checkDomains(spec.domains ?? []);
  for (const { component } of spec.ingress?.rules ?? []) {
    if (component && !names.includes(component.name)) {
      throw unprocessable(`An ingress rule leads to ${component.name}, which is no component.`);
    }
  }
  for (const { name, autoscaling } of [...(spec.services ?? []), ...(spec.workers ?? [])]) {
    const { min_instance_count: min = 1, max_instance_count: max = min } = autoscaling ?? {};
    if (min > max) throw unprocessable(`${name} must not have a min_instance_count above its max_instance_count.`);
  }
}

function checkDomains(domains: NonNullable<AppSpecInput["domains"]>): void {
  const twice = repeated(domains.map(({ domain }) => domainName(domain)));
  if (twice !== undefined) throw unprocessable(`The domain ${twice} is named more than once.`);
  const primaries = domains.filter(({ type }) => type === "PRIMARY");
  if (primaries.length > 1) throw unprocessable("Only one domain can be PRIMARY.");
}

function repeated(names: readonly string[]): string | undefined {
  return names.find((name, index) => names.indexOf(name) !== index);
}

/** The spec of a request as the API keeps it: checked, with its defaults, and with nothing secret in it. */
export function completeSpec(spec: AppSpecInput): AppSpec {
  checkSpec(spec);
  const { services, static_sites, workers, jobs, functions } = spec;
  return {
    ...spec,
    region: spec.region ?? DEFAULT_REGION,
    ...(services && { services: services.map((each) => ({ http_port: 8080, ...withInstances(withSecrets(each)) })) }),
    ...(static_sites && { static_sites: static_sites.map(withSecrets) }),
    ...(workers && { workers: workers.map((each) => withInstances(withSecrets(each))) }),
    ...(jobs && { jobs: jobs.map((each) => ({ ...withInstances(withSecrets(each)), kind: jobKind(each.kind) })) }),
    ...(functions && { functions: functions.map(withSecrets) }),
    ...ingressOf(spec),
  };
}

const jobKind = (kind = "UNSPECIFIED") => (kind === "UNSPECIFIED" ? "POST_DEPLOY" : kind);

function withInstances<T extends AppComponentInstanceBase & { autoscaling?: object }>(component: T): T {
  const counted = component.autoscaling ? component : { instance_count: 1, ...component };
  return { instance_size_slug: DEFAULT_SIZE, ...counted };
}

/** Whoever reads a spec sees of a secret that there is one; sent back like that it stays what it is. */
function withSecrets<T extends { envs?: AppVariableDefinition[] }>(component: T): T {
  if (!component.envs) return component;
  const envs = component.envs.map((env) => {
    const isOpen = env.type === "SECRET" && env.value !== undefined && !env.value.startsWith("EV[");
    return isOpen ? { ...env, value: `EV[1:simulated:${randomUUID()}]` } : env;
  });
  return { ...component, envs };
}

/** A component that can be reached from outside. */
interface Routed {
  readonly name: string;
  readonly routes?: readonly { path?: string }[];
}

/** What of the outside leads where. Of the components that name no path the first has the root. */
function ingressOf({ ingress, services = [], static_sites = [], functions = [] }: AppSpecInput) {
  if (ingress) return { ingress };
  const routed: readonly Routed[] = [...services, ...static_sites, ...functions];
  const rules = routed.flatMap(({ name, routes }, index): AppIngressSpecRule[] => {
    const paths = routes?.map(({ path = "/" }) => path) ?? [index === 0 ? "/" : `/${name}`];
    return paths.map((prefix) => ({ match: { path: { prefix } }, component: { name } }));
  });
  return rules.length > 0 ? { ingress: { rules } } : {};
}

/** What runs all the time: so many instances of a size. */
export interface Running extends Component {
  readonly instances: number;
  readonly size: NonNullable<ReturnType<typeof findAppSize>>;
}

export function runningOf(spec: AppSpec): Running[] {
  const { services = [], workers = [] } = spec;
  const bases = new Map([...services, ...workers].map((each) => [each.name, each]));
  return componentsOf(spec).flatMap((component) => {
    const base = bases.get(component.name);
    const size = base && findAppSize(base.instance_size_slug ?? DEFAULT_SIZE);
    if (!size) return [];
    return { ...component, size, instances: base.autoscaling?.min_instance_count ?? base.instance_count ?? 1 };
  });
}

/** In US dollars a month. */
export function costOf(spec: AppSpec): number {
  return runningOf(spec).reduce((sum, { instances, size }) => sum + instances * size.price, 0);
}

export function isStatic(spec: AppSpec): boolean {
  return componentsOf(spec).every(({ list }) => list === "static_sites");
}

export function tierOf(spec: AppSpec): "starter" | "basic" | "professional" {
  const tiers = runningOf(spec).map(({ size }) => size.tier);
  if (tiers.length === 0) return "starter";
  return tiers.includes("professional") ? "professional" : "basic";
}
