import createClient from "openapi-fetch";
import type { paths } from "../generated/paths.js";

const client = createClient<paths>({ baseUrl: "https://api.digitalocean.com" });
const names: string[] = [];
const droplets = await client.GET("/v2/droplets", { params: { query: { tag_name: "web" } } });
for (const droplet of droplets.data?.droplets ?? []) names.push(droplet.name);
const { data } = await client.GET("/v2/account");
console.log(names, data?.account?.email);
