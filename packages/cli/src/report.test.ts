import { DigitalOcean } from "@doapi/client";
import { describe, expect, it } from "vitest";
import { Failure } from "./failure.js";
import { memoryIo } from "./io/memory.js";
import { describe as meaningOf, report } from "./report.js";

/** The error that the client throws for an answer of the API. */
async function errorOf(status: number, message = "no", headers: Record<string, string> = {}): Promise<unknown> {
  const answer = () => new Response(JSON.stringify({ id: "some_id", message }), { status, headers });
  const client = new DigitalOcean({ token: "dop_v1_secret", retries: 0, fetch: async () => answer() });
  return client.account.get().then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe("what an error means", () => {
  it.each([
    [401, 3],
    [403, 3],
    [404, 4],
    [409, 5],
    [412, 5],
    [422, 5],
    [429, 6],
    [500, 1],
    [503, 1],
  ])("turns an answer of %i into exit code %i", async (status, exitCode) => {
    const described = await meaningOf(await errorOf(status));
    expect(described.exitCode).toBe(exitCode);
    expect(described.message).toContain(`GET /v2/account: ${status}`);
  });

  it("says what to do about a busy droplet, a wrong token and a used-up budget", async () => {
    expect((await meaningOf(await errorOf(422, "Droplet already has a pending event."))).hint).toContain("action wait");
    expect((await meaningOf(await errorOf(422, "bad name"))).hint).toBeUndefined();
    expect((await meaningOf(await errorOf(401))).hint).toContain("token");
    const limits = { "ratelimit-limit": "5000", "ratelimit-remaining": "0", "ratelimit-reset": "1893456000" };
    expect((await meaningOf(await errorOf(429, "slow down", limits))).hint).toContain("2030-01-01T00:00:00.000Z");
  });

  it("refuses a foreign address as usage, and takes the rest as plain failures", async () => {
    const client = new DigitalOcean({ token: "dop_v1_secret", fetch: async () => new Response("{}") });
    const foreign = await client.raw({ path: "https://example.com/" }).then(undefined, (error: unknown) => error);
    expect((await meaningOf(foreign)).exitCode).toBe(2);
    expect(await meaningOf(new Failure(4, "gone", "look again"))).toMatchObject({ exitCode: 4, hint: "look again" });
    expect(await meaningOf(new RangeError("odd"))).toEqual({ message: "odd", exitCode: 1 });
    expect(await meaningOf("thrown text")).toEqual({ message: "thrown text", exitCode: 1 });
  });
});

describe("the report of an error", () => {
  it("prints one line, no stack", async () => {
    const io = memoryIo();
    expect(await report(new TypeError("odd\nthing"), io)).toBe(1);
    expect(io.err()).toBe("doapi: odd thing\n");
  });

  it("says no more than that it was interrupted, whatever that broke", async () => {
    const io = memoryIo({ interrupt: AbortSignal.abort(new Error("Ctrl-C")) });
    expect(await report(new Error("socket hang up"), io)).toBe(130);
    expect(io.err()).toBe("doapi: interrupted\n");
  });
});
