import { describe, expect, it } from "vitest";
import { Call, type Exchange } from "./call.js";

const response = { status: 200, headers: {}, requestId: "r-1", url: "https://host/v2/things" };
const answered = <T>(data: T) => new Call(Promise.resolve({ data, response }));
const failed = () => new Call<number>(Promise.reject(new Error("no")));

describe("a call", () => {
  it("is the value when it is awaited, as often as one likes", async () => {
    const call = answered({ id: 1 });
    expect(await call).toEqual({ id: 1 });
    expect(await call).toBe(await call);
  });

  it.each([undefined, null, 0, false, ""])("keeps the value %j", async (value) => {
    expect(await answered(value)).toBe(value);
  });

  it("gives value and answer together", async () => {
    expect(await answered(7).withResponse()).toEqual({ data: 7, response });
  });

  it("chains as a promise does", async () => {
    const order: string[] = [];
    const doubled = await answered(7)
      .then((value) => value * 2)
      .finally(() => order.push("finally"));
    expect([doubled, order]).toEqual([14, ["finally"]]);
    expect(await answered(7).catch(() => 0)).toBe(7);
    expect(await answered(7).then(null, () => 0)).toBe(7);
  });

  it("fails as a promise does, by every way to it", async () => {
    await expect(failed()).rejects.toThrow("no");
    await expect(failed().withResponse()).rejects.toThrow("no");
    await expect(failed().finally(() => {})).rejects.toThrow("no");
    expect(await failed().catch((error: unknown) => (error as Error).message)).toBe("no");
    expect(await failed().then(() => "", String)).toBe("Error: no");
  });

  it("works with Promise.all and race", async () => {
    expect(await Promise.all([answered(1), answered(2)])).toEqual([1, 2]);
    expect(await Promise.race([answered(1), new Promise<Exchange<number>>(() => {})])).toBe(1);
    await expect(Promise.all([answered(1), failed()])).rejects.toThrow("no");
  });
});
