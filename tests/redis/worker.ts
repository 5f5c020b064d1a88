import { createClient } from "@redis/client";
import { DigitalOcean } from "@doapi/client";
import { RedisBudget } from "@doapi/redis";
import { Redis } from "ioredis";
import { fastTime } from "./fast-time.js";

/** What the program is told by its only argument. */
export interface Work {
  readonly api: string;
  readonly redis: number;
  readonly client: "node-redis" | "ioredis";
  readonly speed: number;
}

/** What it says at its end. It begins when it is told, in the time that runs faster, when that is to be. */
export interface Result {
  /** The status of every answer, with its time. */
  readonly answers: readonly (readonly [at: number, status: number])[];
  readonly events: readonly (readonly [at: number, name: "fallback" | "recover"])[];
}

const { api, redis, client, speed } = JSON.parse(process.argv[2] ?? "") as Work;
const clock = fastTime(speed);
const answers: [number, number][] = [];
const events: [number, "fallback" | "recover"][] = [];

const connection = await connect();
const rateBudget = new RedisBudget({
  client: connection.client,
  speed,
  timeout: 500 * speed,
  onFallback: () => events.push([clock.now(), "fallback"]),
  onRecover: () => events.push([clock.now(), "recover"]),
});
const digitalOcean = new DigitalOcean({
  endpoint: api,
  token: "dop_v1_one_account",
  clock,
  rateBudget,
  hooks: { response: ({ status }) => void answers.push([clock.now(), status]) },
});

process.send?.("ready");
const until = await new Promise<number>((resolve) => process.once("message", (time: number) => resolve(time)));
const controller = new AbortController();
setTimeout(() => controller.abort(), (until - clock.now()) / speed);
while (!controller.signal.aborted) {
  await digitalOcean.account.get({ signal: controller.signal }).catch((error: unknown) => {
    if (!controller.signal.aborted) throw error;
  });
}
await rateBudget.close();
connection.close();
digitalOcean.close();
process.send?.({ answers, events } satisfies Result);
process.disconnect();

async function connect() {
  if (client === "ioredis") {
    const made = new Redis({ port: redis, host: "127.0.0.1" }).on("error", () => {});
    return { client: made, close: () => made.disconnect() };
  }
  const made = createClient({ url: `redis://127.0.0.1:${redis}` }).on("error", () => {});
  await made.connect();
  return { client: made, close: () => made.destroy() };
}
