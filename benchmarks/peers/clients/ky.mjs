import ky from "ky";

export function create({ endpoint, token }) {
  const client = ky.create({ prefixUrl: `${endpoint}/v2`, headers: { authorization: `Bearer ${token}` } });
  return {
    droplet: async (id) => (await client.get(`droplets/${id}`).json()).droplet,
    async droplets() {
      const droplets = [];
      for (let page = 1, more = true; more; page++) {
        const found = await client.get("droplets", { searchParams: { page, per_page: 200 } }).json();
        droplets.push(...found.droplets);
        more = found.links.pages?.next !== undefined;
      }
      return droplets;
    },
  };
}
