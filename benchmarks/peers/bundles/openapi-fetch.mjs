import createClient from "openapi-fetch";

const client = createClient({ baseUrl: "https://api.digitalocean.com", headers: { authorization: "Bearer token" } });

async function list() {
  const { data } = await client.GET("/v2/droplets", { params: { query: { per_page: 200 } } });
  for (const { name } of data.droplets) console.log(name);
}

void list();
