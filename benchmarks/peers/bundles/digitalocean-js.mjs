import { DigitalOcean } from "digitalocean-js";

const client = new DigitalOcean("token");

async function list() {
  for (const { name } of await client.droplets.getAllDroplets()) console.log(name);
}

void list();
