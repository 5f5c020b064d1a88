import { createClient } from "@redis/client";
import { DigitalOcean, type RateBudget } from "@doapi/client";
import { RedisBudget } from "@doapi/redis";
import { createSimulator } from "@doapi/simulator";
import { Redis as IoRedis } from "ioredis";
import { Redis as IoValkey } from "iovalkey";
import { afterEach, describe, expect, it } from "vitest";
import { callsOf, type RedisServer, startRedis } from "./redis-server.js";

const open: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function redis(): Promise<RedisServer> {
  const server = await startRedis();
  open.push(() => server.stop());
  return server;
}

/** The three clients and the adapter, connected. */
const clients = {
  "node-redis": async ({ url }: RedisServer) => {
    const client = createClient({ url }).on("error", () => {});
    await client.connect();
    open.push(() => client.destroy());
    return client;
  },
  ioredis: async ({ port }: RedisServer) => {
    const client = new IoRedis({ port, host: "127.0.0.1" }).on("error", () => {});
    open.push(() => client.disconnect());
    return client;
  },
  iovalkey: async ({ port }: RedisServer) => {
    const client = new IoValkey({ port, host: "127.0.0.1" }).on("error", () => {});
    open.push(() => client.disconnect());
    return client;
  },
  "an adapter": async ({ port }: RedisServer) => {
    const client = new IoRedis({ port, host: "127.0.0.1" });
    open.push(() => client.disconnect());
    return { command: (args: readonly string[]) => client.call(...(args as [string, ...string[]])) };
  },
};

describe.each(Object.keys(clients) as (keyof typeof clients)[])("with %s", (name) => {
  it("two budgets share the requests of an account, and the server is asked once for several", async () => {
    const server = await redis();
    const simulator = createSimulator();
    open.push(() => simulator.close());
    const statuses: number[] = [];
    const work = async (rateBudget: RateBudget) => {
      const hooks = { response: ({ status }: { status: number }) => void statuses.push(status) };
      const client = new DigitalOcean({ fetch: simulator.fetch, rateBudget, hooks });
      for (let count = 0; count < 100; count++) await client.account.get();
    };
    const budgets = await Promise.all([1, 2].map(async () => new RedisBudget({ client: await clients[name](server) })));
    await Promise.all(budgets.map(work));
    expect(statuses).toEqual(Array.from({ length: 200 }, () => 200));
    await Promise.all(budgets.map((budget) => budget.close()));
    expect(await callsOf(server)).toBeLessThanOrEqual(0.2 * statuses.length);
  });
});
