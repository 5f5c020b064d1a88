import { DigitalOcean, ServerError } from "@doapi/client";
import { createSimulator, type Simulator } from "@doapi/simulator";
import { afterAll, beforeAll, expect, it } from "vitest";

let simulator: Simulator;
let names: string[];

beforeAll(() => {
  simulator = createSimulator({ dropletLimit: 10_000, now: new Date("2026-11-20T12:00:00Z") });
  names = Array.from({ length: 10_000 }, (_, index) => `web-${index}`);
  const same = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
  const batches = Array.from({ length: 1_000 }, (_, batch) => names.slice(batch * 10, batch * 10 + 10));
  simulator.seed({ droplets: batches.map((batch) => ({ ...same, names: batch })) });
}, 60_000);

afterAll(() => simulator.close());

/** A client whose page 17 fails so many times; its clock is the simulator's, under the API's real limits. */
function clientWithFailures(failures: number) {
  let left = failures;
  const pages: string[] = [];
  const fetch: typeof simulator.fetch = async (input, init) => {
    const page = new URL(input as string).searchParams.get("page") ?? "1";
    pages.push(page);
    if (page === "17" && left-- > 0) return new Response("<html>502 Bad Gateway</html>", { status: 502 });
    return simulator.fetch(input, init);
  };
  const clock = {
    now: () => simulator.clock.now(),
    sleep: async (milliseconds: number) => simulator.clock.advance(milliseconds),
  };
  return { client: new DigitalOcean({ fetch, clock }), pages };
}

it("10,000 droplets are listed by 50 requests, all of them, in order, none twice", async () => {
  const { client, pages } = clientWithFailures(0);
  const droplets = await client.droplets.list().all();
  expect(droplets.map(({ name }) => name)).toEqual(names);
  expect(pages).toHaveLength(50);
}, 60_000);

it("a page that fails once is asked for once more", async () => {
  const { client, pages } = clientWithFailures(1);
  const seen: string[] = [];
  for await (const { name } of client.droplets.list()) seen.push(name);
  expect(seen).toEqual(names);
  expect(pages).toHaveLength(51);
}, 60_000);

it("a page that fails for good makes an error, never a short list", async () => {
  const { client } = clientWithFailures(Number.POSITIVE_INFINITY);
  await expect(client.droplets.list().all()).rejects.toBeInstanceOf(ServerError);
}, 60_000);
