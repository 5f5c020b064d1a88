import { DigitalOcean } from "digitalocean-js";

const client = new DigitalOcean("token");
const names: string[] = [];
for (const droplet of await client.droplets.getDropletsByTag("web")) names.push(droplet.name);
const account = await client.account.getUserInformation();
console.log(names, account.email);
