import type { Core } from "../core.js";
import { account } from "./account.js";
import { actions } from "./actions.js";
import { certificates } from "./certificates.js";
import { droplets } from "./droplets.js";
import { images } from "./images.js";
import { regions } from "./regions.js";
import { sizes } from "./sizes.js";
import { sshKeys } from "./ssh-keys.js";
import { tags } from "./tags.js";

/** Makes a resource for a client. */
export type Definition<T> = (core: Core) => T;

/** Every resource: what `new DigitalOcean()` has, and what `createClient` can be given. */
export const registry = {
  account,
  actions,
  certificates,
  droplets,
  images,
  regions,
  sizes,
  sshKeys,
  tags,
} satisfies Record<string, Definition<unknown>>;

/** The resources by name. */
export type Resources = { readonly [K in keyof typeof registry]: ReturnType<(typeof registry)[K]> };
