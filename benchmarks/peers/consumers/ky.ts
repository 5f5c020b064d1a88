import ky from "ky";

const client = ky.create({ prefixUrl: "https://api.digitalocean.com/v2" });
const names: string[] = [];
const { droplets } = await client
  .get("droplets", { searchParams: { tag_name: "web" } })
  .json<{ droplets: { name: string }[] }>();
for (const droplet of droplets) names.push(droplet.name);
const { account } = await client.get("account").json<{ account: { email: string } }>();
console.log(names, account.email);
