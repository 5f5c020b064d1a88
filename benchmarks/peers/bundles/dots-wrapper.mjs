import { createApiClient } from "dots-wrapper";

const client = createApiClient({ token: "token" });

async function list() {
  const { data } = await client.droplet.listDroplets({ per_page: 200 });
  for (const { name } of data.droplets) console.log(name);
}

void list();
