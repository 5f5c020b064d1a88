import { DigitalOcean } from "digitalocean-js";

/** Its list is the first page only, so it has no part in listing. */
export function create({ endpoint, token }) {
  const client = new DigitalOcean(token, `${endpoint}/v2`);
  return { droplet: (id) => client.droplets.getExistingDroplet(id) };
}
