/** The platform's own fetch: what a client on top of it can at best be. Ratios are ratios to this. */
export function create({ endpoint, token }) {
  const headers = { authorization: `Bearer ${token}` };
  const read = async (url) => {
    const response = await fetch(url, { headers });
    return response.json();
  };
  return {
    droplet: async (id) => (await read(`${endpoint}/v2/droplets/${id}`)).droplet,
    async droplets() {
      const droplets = [];
      let next = `${endpoint}/v2/droplets?per_page=200`;
      while (next !== undefined) {
        const page = await read(next);
        droplets.push(...page.droplets);
        next = page.links.pages?.next;
      }
      return droplets;
    },
    action: async (id) => (await read(`${endpoint}/v2/actions/${id}`)).action,
  };
}
