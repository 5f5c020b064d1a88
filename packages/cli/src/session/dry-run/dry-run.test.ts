import { createSimulator, type Simulator } from "@doapi/simulator";
import { DigitalOcean, defaultSender } from "@doapi/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryIo } from "../../io/memory.js";
import { Messages } from "../../terminal/messages.js";
import { DryRun } from "./dry-run.js";

let simulator: Simulator;
let real: DigitalOcean;
beforeEach(async () => {
  simulator = createSimulator({ pace: 0 });
  real = new DigitalOcean({ fetch: simulator.fetch, token: "dop_v1_secret" });
  await real.droplets.create({ name: "web", image: "debian-12-x64", size: "s-1vcpu-1gb", region: "ams3" });
});
afterEach(() => simulator.close());

function dry() {
  const io = memoryIo();
  const methods: string[] = [];
  const dryRun = new DryRun(io.stdout, new Messages(io, false));
  const fetch: typeof simulator.fetch = (url, init) => {
    methods.push(init?.method ?? "GET");
    return simulator.fetch(url, init);
  };
  const client = new DigitalOcean({ token: "dop_v1_secret", sender: dryRun.around(defaultSender(fetch)) });
  dryRun.readBy(client);
  return { io, dryRun, client, methods };
}

describe("a dry run", () => {
  it("sends what reads and withholds what changes, whatever the method", async () => {
    const { client, methods, io } = dry();
    const [droplet] = await client.droplets.list().all();
    await droplet?.rename("new");
    await droplet?.delete();
    await client.tags.create("blue");
    await client.raw({ method: "PATCH", path: "/v2/anything", body: "{}" });
    expect(new Set(methods)).toEqual(new Set(["GET"]));
    expect(io.out().match(/^curl -X \w+/gm)).toEqual([
      "curl -X POST",
      "curl -X DELETE",
      "curl -X POST",
      "curl -X PATCH",
    ]);
    expect(io.out()).not.toContain("dop_v1_secret");
    expect((await real.droplets.list().all()).map(({ name }) => name)).toEqual(["web"]);
  });

  it("answers so that the next request can be made, and says what stands for an id", async () => {
    const { client, io } = dry();
    const key = await client.sshKeys.create({ name: "mine", public_key: "ssh-ed25519 AAAA" });
    expect((await client.sshKeys.get(key.id)).name).toBe("mine");
    await client.droplets.create({ name: "db", image: 1, size: "s-1vcpu-1gb", ssh_keys: [key.id] });
    expect(io.out()).toContain(`# ${key.id} stands for the id that the answer to POST /v2/account/keys gives\n`);
    expect(
      (await client.droplets.createMany({ names: ["a", "b"], image: 1, size: "s-1vcpu-1gb" })).map((d) => d.name),
    ).toEqual(["a", "b"]);
  });

  it("answers an update with the thing as it would be", async () => {
    const { client } = dry();
    const [image] = await real.images.list({ type: "distribution" }).all();
    const updated = await client.images.ref(image?.id ?? 0).update({ description: "mine" });
    expect(updated).toMatchObject({ id: image?.id, name: image?.name, description: "mine" });
  });

  it("tells the monthly cost of what would come and go, and the sum", async () => {
    const { client, dryRun, io } = dry();
    const [droplet] = await client.droplets.list().all();
    await client.droplets.createMany({ names: ["a", "b"], image: 1, size: "s-2vcpu-4gb" });
    await droplet?.resize("s-2vcpu-4gb");
    await droplet?.delete();
    await client.droplets.create({ name: "c", image: 1, size: "unknown" });
    dryRun.finish();
    expect(io.out().match(/^# .*/gm)).toEqual([
      "# 2 x s-2vcpu-4gb: 48.00 USD a month more",
      "# 1 x s-2vcpu-4gb, -1 x s-1vcpu-1gb: 18.00 USD a month more",
      "# -1 x s-1vcpu-1gb: 6.00 USD a month less",
      "# the API has no price for the size unknown",
      "# in all: 60.00 USD a month more",
    ]);
  });

  it("goes on when prices cannot be read", async () => {
    const { client, io } = dry();
    simulator.faults.add({ on: "GET /v2/sizes", effect: { type: "status", status: 404 } });
    await client.droplets.create({ name: "c", image: 1, size: "s-1vcpu-1gb" });
    expect(io.out()).toContain("curl -X POST");
  });

  it("closes the command's own output with the first change, and not before", async () => {
    const { client, dryRun, io } = dry();
    const stdout = dryRun.quietAfterwards(io.stdout);
    stdout.write("before\n");
    expect(stdout.closed).toBe(false);
    await client.tags.create("blue");
    stdout.write("after\n");
    expect(stdout.closed).toBe(true);
    expect(io.out()).toMatch(/^before\n/);
    expect(io.out()).not.toContain("after");
  });
});
