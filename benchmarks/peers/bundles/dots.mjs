import { createDigitalOceanClient, DigitalOceanApiKeyAuthenticationProvider } from "@digitalocean/dots";
import { FetchRequestAdapter } from "@microsoft/kiota-http-fetchlibrary";

const adapter = new FetchRequestAdapter(new DigitalOceanApiKeyAuthenticationProvider("token"));
const client = createDigitalOceanClient(adapter);

async function list() {
  const { droplets } = await client.v2.droplets.get({ queryParameters: { perPage: 200 } });
  for (const { name } of droplets) console.log(name);
}

void list();
