import type { Exchange } from "../call.js";
import type { Core } from "../core.js";
import type { DropletMultiCreate, DropletSingleCreate, DropletsCreateResult } from "../generated/types/droplets.js";
import type { CallOptions } from "../routes.js";
import { Droplet } from "./droplet.js";
import { open } from "./envelope.js";

/** What the creation of one droplet takes, as the API has it. */
export type OneDroplet = DropletSingleCreate;
/** What the creation of several droplets takes, as the API has it; here without a limit to the number of names. */
export type ManyDroplets = DropletMultiCreate;

/** What an accepted creation made. */
export interface Created {
  readonly droplets: readonly Droplet[];
  /** The numbers of the create actions, where the answer named them. */
  readonly actions: readonly number[];
}

const route = "POST /v2/droplets";

/** One request for one droplet, or for as many as one request can make. */
export function requestDroplets(
  core: Core,
  body: OneDroplet | ManyDroplets,
  options: CallOptions,
): Promise<Exchange<Created>> {
  return core.exchange(route, { ...options, body }, (answer: DropletsCreateResult) => {
    const wires = "droplets" in answer ? open(answer, "droplets", route) : [open(answer, "droplet", route)];
    const links = answer.links?.actions ?? [];
    return {
      droplets: wires.map((wire) => new Droplet(core, wire)),
      actions: links.flatMap((link) => (typeof link.id === "number" ? [link.id] : [])),
    };
  });
}
