import { request } from "undici";

const headers = { authorization: "Bearer token" };

async function list() {
  const { body } = await request("https://api.digitalocean.com/v2/droplets?per_page=200", { headers });
  for (const { name } of (await body.json()).droplets) console.log(name);
}

void list();
