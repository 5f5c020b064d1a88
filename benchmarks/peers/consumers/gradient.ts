import { Gradient } from "@digitalocean/gradient";

const client = new Gradient({ accessToken: "token" });
const names: string[] = [];
const { droplets } = await client.gpuDroplets.list({ tag_name: "web" });
for (const droplet of droplets ?? []) names.push(droplet.name);
console.log(names);
