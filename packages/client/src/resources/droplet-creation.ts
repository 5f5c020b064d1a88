import type { Exchange } from "../call.js";
import type { Core } from "../core.js";
import { CreationError } from "../errors/creation.js";
import type { CreateOptions } from "../exactly-once.js";
import { type Created, type ManyDroplets, type OneDroplet, requestDroplets } from "./droplet-request.js";

/** The most droplets that the API creates by one request. */
const batchSize = 10;

/** Creates a droplet, or several in as many requests as it takes. */
export async function createDroplets(
  core: Core,
  body: OneDroplet | ManyDroplets,
  { exactlyOnce: once = false, ...options }: CreateOptions,
): Promise<Exchange<Created>> {
  // Loaded when it is asked for: a bundle need not start with it.
  const send = once ? (await import("./droplet-once.js")).requestOnce : requestDroplets;
  const request = (part: OneDroplet | ManyDroplets) => send(core, part, options);
  if (!("names" in body) || body.names.length <= batchSize) return request(body);
  const made: Created[] = [];
  let response: Exchange<Created>["response"] | undefined;
  for (let start = 0; start < body.names.length; start += batchSize) {
    try {
      const batch = await request({ ...body, names: body.names.slice(start, start + batchSize) });
      made.push(batch.data);
      response = batch.response;
    } catch (error) {
      const created = made.flatMap(({ droplets }) => droplets);
      throw created.length === 0 ? error : new CreationError(created, error);
    }
  }
  const data = { droplets: made.flatMap(({ droplets }) => droplets), actions: made.flatMap(({ actions }) => actions) };
  return { data, response: response as Exchange<Created>["response"] };
}
