import wrapper from "do-wrapper";

const client = new wrapper.default("token");
for (const { name } of await client.droplets.getAll("", true)) console.log(name);
