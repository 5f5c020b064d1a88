// Three droplets: created, waited for, one powered off, listed, deleted.
import { DigitalOcean } from "@doapi/client";

const client = new DigitalOcean({ endpoint: process.env.DOAPI_ENDPOINT });
const same = { region: "nyc3", size: "s-1vcpu-1gb", image: "debian-13-x64" };
const names = ["web-1", "web-2", "web-3"];
const creation = client.droplets.createMany({ ...same, names, tags: ["web"] });
const droplets = await creation.ready();
for (const droplet of droplets) console.log(droplet.name, droplet.ipv4Address);
await droplets[0]?.powerOff().wait();
const web = client.droplets.list({ tag_name: "web" });
for await (const { name, status } of web) console.log(name, "is", status);
await client.droplets.deleteByTag("web");
