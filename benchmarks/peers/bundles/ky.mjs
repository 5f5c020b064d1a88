import ky from "ky";

const client = ky.create({ prefixUrl: "https://api.digitalocean.com/v2", headers: { authorization: "Bearer token" } });

async function list() {
  const { droplets } = await client.get("droplets", { searchParams: { per_page: 200 } }).json();
  for (const { name } of droplets) console.log(name);
}

void list();
