import type { Droplet, DropletsCreateBody, SshKeys, SshKeysInput } from "@doapi/client/wire";
import { accountOfToken, DEFAULT_ACCOUNT } from "./http/authentication.js";
import { lifecycles } from "./lifecycles.js";
import { events } from "./registry.js";
import { createDroplets, namesOf } from "./resources/droplet-creation.js";
import { dropletView, requireDroplet } from "./resources/droplet-record.js";
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
}

/** What a seed has grown into, as the API shows it. */
export interface Seeded {
  readonly ssh_keys: SshKeys[];
  readonly droplets: Droplet[];
}

/** Makes everything at once and finished, whatever pace and lifecycles are; all of it or, when it throws, nothing. */
export function plant(service: Service, { token, ssh_keys = [], tags = [], droplets = [] }: Seed): Seeded {
  const account = token === undefined ? DEFAULT_ACCOUNT : accountOfToken(token);
  const now = service.clock.now();
  const world = new World({ ...service, pace: 0, lifecycles }, account, now);
  const { keys, ids } = service.database.write(() => {
    for (const name of tags) ensureTag(world, name);
    return {
      keys: ssh_keys.map((key) => createSshKey(world, key)),
      ids: droplets.flatMap((body) => createDroplets(world, namesOf(body), body)).map(({ droplet }) => droplet.id),
    };
  });
  settle(service, events, now);
  return { ssh_keys: keys, droplets: ids.map((id) => dropletView(world, requireDroplet(world, id))) };
}
