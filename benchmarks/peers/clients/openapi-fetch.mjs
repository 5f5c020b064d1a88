import createClient from "openapi-fetch";

export function create({ endpoint, token }) {
  const client = createClient({ baseUrl: endpoint, headers: { authorization: `Bearer ${token}` } });
  const page = async (number) => {
    const params = { query: { page: number, per_page: 200 } };
    const { data } = await client.GET("/v2/droplets", { params });
    return data;
  };
  return {
    async droplet(id) {
      const { data } = await client.GET("/v2/droplets/{droplet_id}", { params: { path: { droplet_id: id } } });
      return data.droplet;
    },
    async droplets() {
      const droplets = [];
      for (let number = 1, more = true; more; number++) {
        const { droplets: found, links } = await page(number);
        droplets.push(...found);
        more = links.pages?.next !== undefined;
      }
      return droplets;
    },
  };
}
