import { Gradient } from "@digitalocean/gradient";

const client = new Gradient({ accessToken: "token" });

async function list() {
  const { droplets } = await client.gpuDroplets.list({ per_page: 200 });
  for (const { name } of droplets) console.log(name);
}

void list();
