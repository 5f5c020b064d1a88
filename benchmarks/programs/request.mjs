// Reads a droplet again and again. Job: { client, endpoint, concurrency, warmUp, requests }.
// Says the milliseconds of one request: `cpu` is what this process computed, `wall` what passed.

import { createClient, finish, job } from "./client.mjs";

const client = await createClient();
const { concurrency, warmUp, requests } = job;
await read(warmUp);
const cpu = process.cpuUsage();
const start = performance.now();
await read(requests);
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(cpu);
finish({ cpu: (user + system) / 1000 / requests, wall: wall / requests });

async function read(count) {
  let left = count;
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const droplet = await client.droplet(7);
      if (droplet.name !== "web-7") throw new Error(`the answer is another one: ${JSON.stringify(droplet)}`);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}
