import { DigitalOcean } from "@doapi/client";

const client = new DigitalOcean({ token: "token" });
const names: string[] = [];
for await (const droplet of client.droplets.list({ tag_name: "web" })) names.push(droplet.name);
const { account } = await client.request("GET /v2/account");
console.log(names, account?.email);
