import { createApiClient } from "dots-wrapper";

const client = createApiClient({ token: "token" });
const names: string[] = [];
const { data } = await client.droplet.listDroplets({ tag_name: "web" });
for (const droplet of data.droplets) names.push(droplet.name);
const { data: answer } = await client.account.getAccount();
console.log(names, answer.account.email);
