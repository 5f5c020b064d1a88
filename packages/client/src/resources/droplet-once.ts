import type { Exchange } from "../call.js";
import type { Core } from "../core.js";
import { UnprocessableError } from "../errors/api.js";
import { CreationError } from "../errors/creation.js";
import { type CreateOptions, exactlyOnce } from "../exactly-once.js";
import type { DropletsListQuery, Droplet as WireDroplet } from "../generated/types/droplets.js";
import { Droplet } from "./droplet.js";
import { type Created, type ManyDroplets, type OneDroplet, requestDroplets } from "./droplet-request.js";

/** A tag that nothing else has tells afterwards what this creation made. It is removed in the end. */
export async function requestOnce(
  core: Core,
  body: OneDroplet | ManyDroplets,
  options: CreateOptions,
): Promise<Exchange<Created>> {
  const marker = `doapi-once-${crypto.randomUUID()}`;
  const names = "names" in body ? [...body.names] : [body.name];
  // GPU droplets are in a list of their own.
  const query: DropletsListQuery = { tag_name: marker, ...(body.size.startsWith("gpu-") && { type: "gpus" }) };
  const marked = { ...body, tags: [...(body.tags ?? []), marker] };
  let attempts = 0;
  const create = () => {
    attempts += 1;
    return requestDroplets(core, marked, options);
  };
  const find = async () => {
    const found = await findMarked(core, query, options);
    return found.data.droplets.length >= names.length ? found : undefined;
  };
  const made = await exactlyOnce(core, { create, find }, options.signal);
  const data = attempts > 1 ? await removeSurplus(core, { query, made: made.data, names }, options) : made.data;
  // Nothing is wrong with the droplets when this fails: a tag is left over, that is all.
  await core
    .call("DELETE /v2/tags/{tag_id}", { ...options, path: { tag_id: marker } }, () => undefined)
    .catch(() => {});
  return { ...made, data: { ...data, droplets: data.droplets.map((droplet) => unmarked(core, droplet, marker)) } };
}

/**
 * An attempt that was taken for lost can have left its droplets after all, later than anybody looked. They carry the
 * marker too: as many as were asked for under each name stay, the others go.
 */
async function removeSurplus(
  core: Core,
  { query, made, names }: { query: DropletsListQuery; made: Created; names: readonly string[] },
  options: CreateOptions,
): Promise<Created> {
  const found = (await findMarked(core, query, options)).data.droplets;
  const wanted = [...names];
  const surplus: Droplet[] = [];
  const kept = made.droplets.filter(({ name }) => take(wanted, name));
  for (const droplet of found) {
    if (kept.some(({ id }) => id === droplet.id)) continue;
    if (take(wanted, droplet.name)) kept.push(droplet);
    else surplus.push(droplet);
  }
  for (const [index, droplet] of surplus.entries()) {
    await deleteWhenIdle(droplet, options).catch((error: unknown) => {
      throw new CreationError(kept, error, surplus.slice(index));
    });
  }
  return { ...made, droplets: kept };
}

/** A droplet cannot be deleted while it is being created. */
async function deleteWhenIdle(droplet: Droplet, options: CreateOptions): Promise<void> {
  try {
    await droplet.delete(options);
  } catch (error) {
    if (!(error instanceof UnprocessableError && error.isPendingEvent())) throw error;
    await droplet.waitForAction({ signal: options.signal });
    await droplet.delete(options);
  }
}

function take(names: string[], name: string): boolean {
  const index = names.indexOf(name);
  if (index >= 0) names.splice(index, 1);
  return index >= 0;
}

async function findMarked(core: Core, query: DropletsListQuery, options: CreateOptions): Promise<Exchange<Created>> {
  const list = core.list("GET /v2/droplets", { ...options, query }, (wire) => new Droplet(core, wire));
  const { items, response } = await list.firstPage();
  return { data: { droplets: items, actions: [] }, response };
}

function unmarked(core: Core, droplet: Droplet, marker: string): Droplet {
  const wire: WireDroplet = droplet.toJSON();
  return new Droplet(core, { ...wire, tags: wire.tags.filter((tag) => tag !== marker) });
}
