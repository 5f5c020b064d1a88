import type { Subscription, SubscriptionTierBase, SubscriptionTierExtended } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { TwinHandler } from "../handler.js";
import { ApiProblem, notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { Registries, registryView, Repositories } from "./registry-record.js";

interface SubscriptionRecord {
  readonly tier: TierSlug;
  readonly created_at: string;
  readonly updated_at: string;
}

export type TierSlug = "starter" | "basic" | "professional";

/** One document: all registries of an account are in one subscription. */
const Subscriptions: Kind<SubscriptionRecord> = { name: "registry_subscription" };
const THE_ONE = "subscription";

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** No included repositories: as many as one likes. */
const TIERS: Readonly<Record<TierSlug, Required<SubscriptionTierBase>>> = {
  starter: {
    name: "Starter",
    slug: "starter",
    included_repositories: 1,
    included_storage_bytes: 500 * MIB,
    allow_storage_overage: false,
    included_bandwidth_bytes: 500 * MIB,
    monthly_price_in_cents: 0,
    storage_overage_price_in_cents: 0,
  },
  basic: {
    name: "Basic",
    slug: "basic",
    included_repositories: 5,
    included_storage_bytes: 5 * GIB,
    allow_storage_overage: true,
    included_bandwidth_bytes: 5 * GIB,
    monthly_price_in_cents: 500,
    storage_overage_price_in_cents: 2,
  },
  professional: {
    name: "Professional",
    slug: "professional",
    included_repositories: 0,
    included_storage_bytes: 100 * GIB,
    allow_storage_overage: true,
    included_bandwidth_bytes: 100 * GIB,
    monthly_price_in_cents: 2000,
    storage_overage_price_in_cents: 2,
  },
};

const REGIONS = ["nyc3", "sfo3", "sfo2", "ams3", "sgp1", "fra1", "blr1", "syd1"];

function findSubscription(world: World): SubscriptionRecord | undefined {
  return world.documents.get(Subscriptions, THE_ONE);
}

export function subscriptionOf(world: World): Subscription {
  const subscription = findSubscription(world);
  if (!subscription) throw notFound();
  return { ...subscription, tier: TIERS[subscription.tier] };
}

/** Why what an account has does not fit a tier. */
function obstacles(world: World, tier: TierSlug): string[] {
  const { included_repositories: repositories, included_storage_bytes: bytes, allow_storage_overage } = TIERS[tier];
  const registries = world.documents.all(Registries);
  const stored = registries.reduce((sum, each) => sum + (registryView(world, each).storage_usage_bytes ?? 0), 0);
  const reasons: string[] = [];
  if (registries.length > 1 && tier !== "professional") reasons.push("OverRegistryLimit");
  if (repositories > 0 && world.documents.find(Repositories).count() > repositories)
    reasons.push("OverRepositoryLimit");
  if (!allow_storage_overage && stored > bytes) reasons.push("OverStorageLimit");
  return reasons;
}

/** Subscribes an account to a tier, or to the one that it has; throws the 412 for one that its registries do not fit. */
export function subscribe(world: World, wanted?: TierSlug): void {
  const now = timestamp(world.now);
  const before = findSubscription(world);
  const tier = wanted ?? before?.tier ?? "starter";
  const reasons = obstacles(world, tier);
  if (reasons.length > 0) {
    const message = `registry is not eligible for tier because: [${reasons.join(" ")}]`;
    throw new ApiProblem(412, "precondition_failed", { message });
  }
  if (tier === before?.tier) return;
  world.documents.put(Subscriptions, THE_ONE, { tier, created_at: before?.created_at ?? now, updated_at: now });
}

export function unsubscribe(world: World): void {
  world.documents.remove(Subscriptions, THE_ONE);
}

const get: TwinHandler<"GET /v2/registries/subscription"> = ({ world }) => ({ subscription: subscriptionOf(world) });

const update: TwinHandler<"POST /v2/registries/subscription"> = ({ world, body: { tier_slug } }) => {
  if (tier_slug === undefined) throw unprocessable("tier_slug is required.");
  subscriptionOf(world);
  subscribe(world, tier_slug);
  return { subscription: subscriptionOf(world) };
};

const getOptions: TwinHandler<"GET /v2/registries/options"> = ({ world }) => {
  const tiers = Object.values(TIERS).map((tier): SubscriptionTierBase & SubscriptionTierExtended => {
    const reasons = obstacles(world, tier.slug as TierSlug);
    return { ...tier, eligible: reasons.length === 0, ...(reasons.length > 0 && { eligibility_reasons: reasons }) };
  });
  return { options: { available_regions: REGIONS, subscription_tiers: tiers } };
};

export const registrySubscriptionOperations = {
  registries_get_subscription: get,
  registries_update_subscription: update,
  registries_get_options: getOptions,
  registry_get_subscription: get,
  registry_update_subscription: update,
  registry_get_options: getOptions,
};
