import { Agent, request } from "undici";

/** `undici.request`, the fastest way to send that Node's makers offer. */
export function create({ endpoint, token }) {
  const dispatcher = new Agent();
  const headers = { authorization: `Bearer ${token}` };
  return {
    async droplet(id) {
      const { body } = await request(`${endpoint}/v2/droplets/${id}`, { headers, dispatcher });
      return (await body.json()).droplet;
    },
  };
}
