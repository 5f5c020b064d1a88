import type {
  Droplet,
  DropletsCreateBody,
  MultiregistryCreate,
  Registry,
  SshKeys,
  SshKeysInput,
} from "@doapi/client/wire";
import { accountOfToken, DEFAULT_ACCOUNT } from "./http/authentication.js";
import { lifecycles } from "./lifecycles.js";
import { events } from "./registry.js";
import { createDroplets, namesOf } from "./resources/droplet-creation.js";
import { dropletView, requireDroplet } from "./resources/droplet-record.js";
import { createRegistry, viewWithSubscription } from "./resources/registries.js";
import { requireRegistry } from "./resources/registry-record.js";
import { pushImage } from "./resources/registry-repositories.js";
import { createSshKey } from "./resources/ssh-keys.js";
import { ensureTag } from "./resources/tags.js";
import type { Service } from "./service.js";
import { settle, World } from "./world.js";

/** What an account is to begin with, each as the body of the request that would create it. */
export interface Seed {
  /** The account; without it the one of requests that have no token. */
  readonly token?: string;
  readonly ssh_keys?: readonly SshKeysInput[];
  readonly tags?: readonly string[];
  readonly droplets?: readonly DropletsCreateBody[];
  readonly registries?: readonly SeededRegistry[];
}

/** A registry and what has been pushed to it: `["web:v1", "web:v2"]`. */
export interface SeededRegistry extends MultiregistryCreate {
  readonly images?: readonly string[];
}

/** What a seed has grown into, as the API shows it. */
export interface Seeded {
  readonly ssh_keys: SshKeys[];
  readonly droplets: Droplet[];
  readonly registries: Registry[];
}

/** Makes everything at once and finished, whatever pace and lifecycles are; all of it or, when it throws, nothing. */
export function plant(service: Service, seed: Seed): Seeded {
  const { token, ssh_keys = [], tags = [], droplets = [], registries = [] } = seed;
  const account = token === undefined ? DEFAULT_ACCOUNT : accountOfToken(token);
  const now = service.clock.now();
  const world = new World({ ...service, pace: 0, lifecycles }, account, now);
  const { keys, ids } = service.database.write(() => {
    for (const name of tags) ensureTag(world, name);
    for (const { images = [], ...body } of registries) {
      const registry = createRegistry(world, body);
      for (const image of images) pushImage(world, registry, image);
    }
    return {
      keys: ssh_keys.map((key) => createSshKey(world, key)),
      ids: droplets.flatMap((body) => createDroplets(world, namesOf(body), body)).map(({ droplet }) => droplet.id),
    };
  });
  settle(service, events, now);
  return {
    ssh_keys: keys,
    droplets: ids.map((id) => dropletView(world, requireDroplet(world, id))),
    registries: registries.map(({ name }) => viewWithSubscription(world, requireRegistry(world, name))),
  };
}
