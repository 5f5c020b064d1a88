import { Gradient } from "@digitalocean/gradient";

const client = new Gradient({ accessToken: "token" });
const { droplets } = await client.gpuDroplets.list({ per_page: 200 });
for (const { name } of droplets) console.log(name);
