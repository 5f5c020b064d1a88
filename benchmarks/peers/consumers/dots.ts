import { createDigitalOceanClient, DigitalOceanApiKeyAuthenticationProvider } from "@digitalocean/dots";
import { FetchRequestAdapter } from "@microsoft/kiota-http-fetchlibrary";

const client = createDigitalOceanClient(new FetchRequestAdapter(new DigitalOceanApiKeyAuthenticationProvider("token")));
const names: (string | null | undefined)[] = [];
const droplets = await client.v2.droplets.get({ queryParameters: { tagName: "web" } });
for (const droplet of droplets?.droplets ?? []) names.push(droplet.name);
const answer = await client.v2.account.get();
console.log(names, answer?.account?.email);
