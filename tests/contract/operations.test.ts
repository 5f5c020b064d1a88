import { readFileSync } from "node:fs";
import { DigitalOcean, type Route } from "@doapi/client";
import { createSimulator } from "@doapi/simulator";
import { expect, it } from "vitest";

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly host?: string;
  readonly hasBody: boolean;
}

const table = new URL("../../packages/simulator/generated/operations.json", import.meta.url);
const operations = JSON.parse(readFileSync(table, "utf8")) as Operation[];

it("there are 659 operations", () => {
  expect(operations).toHaveLength(659);
});

it("each is routed to itself by the simulator when the client calls it", async () => {
  const simulator = createSimulator({ limits: false });
  const here = "https://api.example.com";
  const client = new DigitalOcean({ fetch: simulator.fetch, endpoint: here, inferenceKey: "k", retries: 0 });
  const wrong: string[] = [];
  for (const { id, method, path, host, hasBody } of operations) {
    // A number fits parameters of every type.
    const names = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => [name, "7"] as const);
    const args = { path: Object.fromEntries(names), ...(hasBody && { body: {} }) };
    // The three other hosts are played by the same simulator; an upload goes to whatever address it was given.
    const elsewhere = { endpoint: host === "upload" ? `${here}/%3Cupload_url%3E` : here, accessKey: "k" };
    const route = `${method} ${path}` as Route;
    await client.request(route, { ...args, ...(host !== undefined && elsewhere) } as never).catch(() => {});
    const routed = simulator.requests.at(-1)?.operation;
    if (routed !== id) wrong.push(`${id} was taken for ${routed}`);
  }
  await simulator.close();
  expect(wrong).toEqual([]);
});
