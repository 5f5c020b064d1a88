import { DigitalOcean } from "@doapi/client";

const client = new DigitalOcean({ token: "token" });

async function list() {
  for await (const { name } of client.droplets.list()) console.log(name);
}

void list();
