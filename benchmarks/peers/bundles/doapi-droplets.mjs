import { createClient, droplets } from "@doapi/client";

const client = createClient({ token: "token", resources: { droplets } });

async function list() {
  for await (const { name } of client.droplets.list()) console.log(name);
}

void list();
