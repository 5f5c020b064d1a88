import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createSimulator } from "@doapi/simulator";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, type RedisServer, startRedis } from "./redis-server.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, "packages", "cli", "bin", "doapi.cjs");
const password = "made up/for the test";
const simulator = createSimulator();

let folder: string;
let redis: RedisServer;
let api: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "doapi-budget-"));
  redis = await startRedis({ password });
  ({ url: api } = await simulator.listen());
  await promisify(execFile)(process.execPath, ["scripts/build.mjs", "--if-needed"], { cwd: root });
}, 60_000);
afterAll(async () => {
  await simulator.close();
  await redis.stop();
  rmSync(folder, { recursive: true });
});

/** A command in a process of its own; resolves when that has ended. */
async function doapi(budget: string, ...argv: string[]) {
  const env = { PATH: process.env["PATH"], HOME: folder, DO_API_TOKEN: "dop_v1_made_up", DOAPI_BUDGET: budget };
  const child = spawn(process.execPath, [program, ...argv, "--endpoint", api], { env, cwd: folder });
  const written = { out: "", err: "" };
  child.stdout.on("data", (data) => (written.out += String(data)));
  child.stderr.on("data", (data) => (written.err += String(data)));
  const [code] = (await once(child, "close")) as [number];
  for (const secret of [password, encodeURIComponent(password)])
    expect(written.out + written.err).not.toContain(secret);
  return { code, ...written };
}

const place = (port: number) => `redis://:${encodeURIComponent(password)}@127.0.0.1:${port}/1`;

describe("DOAPI_BUDGET", () => {
  it("has commands share the budget on that server, which are gone from it when they end", async () => {
    const results = await Promise.all([1, 2].map(() => doapi(place(redis.port), "account")));
    for (const { code, out, err } of results) expect([code, JSON.parse(out).status, err]).toEqual([0, "active", ""]);
    const client = new Redis({ port: redis.port, host: "127.0.0.1", password, db: 1 });
    const [key = ""] = await client.keys("doapi:*account}:state");
    expect(await client.hmget(key, "total:1", "held")).toEqual(["2", "0"]);
    expect(await client.keys("*:seen")).toEqual([]);
    client.disconnect();
  });

  it("is tried by doctor", async () => {
    const { code, out } = await doapi(place(redis.port), "doctor", "-o", "csv");
    expect([code, out]).toEqual([0, expect.stringContaining(`\nbudget,ok,shared by 127.0.0.1:${redis.port}\n`)]);
  });

  it("is a warning where nobody listens, and the command works", async () => {
    const port = await freePort();
    const { code, out, err } = await doapi(place(port), "account");
    expect([code, JSON.parse(out).status]).toEqual([0, "active"]);
    expect(err).toBe(
      `doapi: warning: the budget on 127.0.0.1:${port} cannot be reached (ECONNREFUSED); this command counts alone\n`,
    );
  });

  it("is a warning where the password is wrong", async () => {
    const { code, err } = await doapi(`redis://:not-the-password@127.0.0.1:${redis.port}`, "account");
    expect(code).toBe(0);
    expect(err).toMatch(
      /^doapi: warning: the budget on \S+ cannot be reached \(WRONGPASS\); this command counts alone\n$/,
    );
  });

  it("is a warning where the server does not answer", async () => {
    redis.freeze();
    try {
      const { code, err } = await doapi(place(redis.port), "account");
      expect(code).toBe(0);
      expect(err).toMatch(/^doapi: warning: the budget on \S+ cannot be reached \(no answer in 500 ms\); [\w ]+\n$/);
    } finally {
      redis.thaw();
    }
  });

  it.each([
    "http://127.0.0.1:6379",
    "127.0.0.1:6379",
    "redis://",
    "redis://127.0.0.1:6379/first",
    `redis://:${encodeURIComponent(password)}@127.0.0.1:port`,
    "redis://:%zz@127.0.0.1",
  ])("%s makes no sense", async (budget) => {
    const { code, out, err } = await doapi(budget, "account");
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^doapi: DOAPI_BUDGET must be the address of a Redis: [^\n]+\n$/);
  });
});
