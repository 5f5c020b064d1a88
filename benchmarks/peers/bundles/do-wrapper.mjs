import wrapper from "do-wrapper";

const client = new wrapper.default("token");

async function list() {
  for (const { name } of await client.droplets.getAll("", true)) console.log(name);
}

void list();
