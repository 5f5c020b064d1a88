import { DigitalOcean, LocalBudget } from "@doapi/client";

/**
 * @param {{ limits?: { perMinute: number, perHour: number } }} options `limits` of the rate budget: the usual ones would end
 *   a measurement after 250 requests
 */
export function create({ endpoint, token, limits }) {
  const client = new DigitalOcean({ endpoint, token, ...(limits && { rateBudget: new LocalBudget(limits) }) });
  return {
    droplet: (id) => client.droplets.get(id),
    droplets: () => client.droplets.list().all(),
    actions: (ids) => client.actions.wait(ids, { interval: 100 }),
  };
}
