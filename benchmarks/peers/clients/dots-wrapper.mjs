import { createApiClient } from "dots-wrapper";

export function create({ endpoint, token }) {
  const client = createApiClient({ endpoint: `${endpoint}/v2`, token });
  return {
    droplet: async (id) => (await client.droplet.getDroplet({ droplet_id: id })).data.droplet,
    async droplets() {
      const droplets = [];
      for (let page = 1, more = true; more; page++) {
        const { data } = await client.droplet.listDroplets({ page, per_page: 200 });
        droplets.push(...data.droplets);
        more = data.links.pages?.next !== undefined;
      }
      return droplets;
    },
  };
}
