import type { Firewall } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { type DropletRecord, Droplets } from "./droplet-record.js";
import type { Rules } from "./firewall-rules.js";
import { tagLabel } from "./tag-label.js";

/** A Droplet on which a firewall is being put in force, or from which it is being taken. */
interface PendingChange {
  readonly droplet_id: number;
  readonly removing: boolean;
  readonly status: "waiting" | "failed";
}

export interface FirewallRecord extends Rules {
  readonly id: string;
  readonly name: string;
  readonly status: "waiting" | "succeeded" | "failed";
  readonly created_at: string;
  readonly droplet_ids: readonly number[];
  readonly tags: readonly string[];
  readonly pending_changes: readonly PendingChange[];
  /** How often it was changed: the end of an older change does not end a newer one. */
  readonly changes: number;
}

export const Firewalls: Kind<FirewallRecord> = {
  name: "firewall",
  labels: ({ name, tags }) => [firewallName(name), ...tags.map(tagLabel)],
};

export const firewallName = (name: string) => `name:${name}`;

export function requireFirewall(world: World, id: string): FirewallRecord {
  const firewall = world.documents.get(Firewalls, id.toLowerCase());
  if (!firewall) throw notFound();
  return firewall;
}

/** Without the Droplets that are gone. */
export function existingDroplets(world: World, ids: readonly number[]): number[] {
  return ids.filter((id) => world.documents.get(Droplets, id));
}

/** The Droplets behind a firewall, each once: those that it names and those with its tags. */
export function dropletsBehind(world: World, { droplet_ids, tags }: Pick<FirewallRecord, "droplet_ids" | "tags">) {
  const tagged = tags.flatMap((tag) => world.documents.all(Droplets, { labels: [tagLabel(tag)] }));
  return new Set([...existingDroplets(world, droplet_ids), ...tagged.map(({ id }) => id)]);
}

/** The firewalls that a Droplet is behind. */
export function firewallsBefore(world: World, { id, tags }: DropletRecord): FirewallRecord[] {
  const labels = new Set(tags.map(tagLabel));
  const isBehind = (firewall: FirewallRecord) =>
    firewall.droplet_ids.includes(id) || firewall.tags.some((tag) => labels.has(tagLabel(tag)));
  return world.documents.all(Firewalls).filter(isBehind);
}

/** A firewall as the API shows it: without Droplets that are gone. */
export function firewallView(world: World, { changes: _, ...firewall }: FirewallRecord): Firewall {
  return {
    ...firewall,
    droplet_ids: existingDroplets(world, firewall.droplet_ids),
    tags: [...firewall.tags],
    inbound_rules: [...firewall.inbound_rules],
    outbound_rules: [...firewall.outbound_rules],
    pending_changes: firewall.pending_changes.map((change) => ({ ...change })),
  };
}
