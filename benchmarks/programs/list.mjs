// Lists all droplets once. Job: { client, endpoint }. Says the milliseconds it took, and what came: `complete` is true
// when each of the 10,000 is there once, `ordered` when they are in the order of the API.

import { createClient, finish } from "./client.mjs";

const client = await createClient();
// The connection and the code are warm, as in a program that has done something before.
await client.droplet(7);
const start = performance.now();
const droplets = await client.droplets();
const wall = performance.now() - start;
const ids = droplets.map(({ id }) => id);
finish({
  wall,
  complete: ids.length === 10_000 && new Set(ids).size === 10_000,
  ordered: ids.every((id, index) => id === index + 1),
});
