import { createApiClient } from "dots-wrapper";

const client = createApiClient({ token: "token" });
const { data } = await client.droplet.listDroplets({ per_page: 200 });
for (const { name } of data.droplets) console.log(name);
