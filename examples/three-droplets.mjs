// Creates three droplets, waits for them, powers one off, lists them by tag and deletes them by tag.
import { DigitalOcean } from "@doapi/client";

const client = new DigitalOcean({ endpoint: process.env.DOAPI_ENDPOINT });
const same = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags: ["example"] };
const droplets = await client.droplets.createMany({ names: ["web-1", "web-2", "web-3"], ...same }).ready();
for (const { name, ipv4Address } of droplets) console.log(`${name} is active at ${ipv4Address}`);
await droplets[0]?.powerOff().wait();
for await (const { name, status } of client.droplets.list({ tag_name: "example" })) console.log(`${name} is ${status}`);
await client.droplets.deleteByTag("example");
