import { createClient, droplets } from "@doapi/client";

const client = createClient({ token: "token", resources: { droplets } });
for await (const { name } of client.droplets.list()) console.log(name);
