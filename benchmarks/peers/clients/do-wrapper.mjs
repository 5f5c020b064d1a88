import wrapper from "do-wrapper";

export function create({ endpoint, token }) {
  const client = new wrapper.default(token);
  // It knows one address only; every resource shares the object that holds it.
  client.droplets.requestHelper.apiUrl = `${endpoint}/v2/`;
  return {
    droplet: async (id) => (await client.droplets.getById(id)).droplet,
    droplets: () => client.droplets.getAll("", true),
  };
}
