import { createDigitalOceanClient, DigitalOceanApiKeyAuthenticationProvider } from "@digitalocean/dots";
import { FetchRequestAdapter } from "@microsoft/kiota-http-fetchlibrary";

/** The official client. */
export function create({ endpoint, token }) {
  const adapter = new FetchRequestAdapter(new DigitalOceanApiKeyAuthenticationProvider(token));
  const client = createDigitalOceanClient(adapter);
  adapter.baseUrl = endpoint;
  return {
    droplet: async (id) => (await client.v2.droplets.byDroplet_id(id).get()).droplet,
    async droplets() {
      const droplets = [];
      for (let page = 1, total = 1; droplets.length < total; page++) {
        const found = await client.v2.droplets.get({ queryParameters: { page, perPage: 200 } });
        droplets.push(...found.droplets);
        total = found.meta.total;
      }
      return droplets;
    },
  };
}
