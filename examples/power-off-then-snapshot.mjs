// A snapshot of a droplet that is off, so that nothing changes while it is taken: `node power-off-then-snapshot.mjs web-1`.
import { DigitalOcean } from "@doapi/client";

const name = process.argv[2] ?? process.env.DROPLET_NAME ?? "web-1";
const client = new DigitalOcean({ endpoint: process.env.DOAPI_ENDPOINT });

const droplet = await client.droplets.find({ name });
if (!droplet.off) await droplet.powerOff().wait();
try {
  await droplet.snapshot(`${name} ${new Date().toISOString()}`).wait();
} finally {
  if (!droplet.off) await droplet.powerOn().wait();
}
for await (const snapshot of droplet.snapshots()) console.log(snapshot.name, snapshot.size_gigabytes, "GB");
