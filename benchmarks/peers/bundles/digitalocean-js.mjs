import { DigitalOcean } from "digitalocean-js";

const client = new DigitalOcean("token");
for (const { name } of await client.droplets.getAllDroplets()) console.log(name);
