import { describe, expect, it } from "vitest";
import type { RateLimit } from "../rate-limit.js";
import { requestOf, reset, scripted, type Step } from "../testing/scripted-sender.js";
import { observe } from "./observe.js";

const budget = (remaining: number) => ({
  "ratelimit-limit": "5000",
  "ratelimit-remaining": String(remaining),
  "ratelimit-reset": "1767225600",
});

async function remembered(...steps: Step[]): Promise<RateLimit[]> {
  const seen: RateLimit[] = [];
  const send = observe((rateLimit) => seen.push(rateLimit))(scripted(...steps));
  for (const _ of steps) await send(requestOf()).catch(() => undefined);
  return seen;
}

describe("observe", () => {
  it("keeps the budget of every answer, whatever its status", async () => {
    const seen = await remembered({ headers: budget(7) }, { status: 429, headers: budget(0) });
    expect(seen).toEqual([
      { limit: 5000, remaining: 7, reset: new Date("2026-01-01T00:00:00Z") },
      { limit: 5000, remaining: 0, reset: new Date("2026-01-01T00:00:00Z") },
    ]);
  });

  it("does not forget it over an answer without one, or no answer", async () => {
    expect(await remembered({ headers: budget(7) }, {}, reset)).toHaveLength(1);
  });

  it("hands the answer on as it is", async () => {
    const response = await observe(() => {})(scripted({ status: 418, body: "tea" }))(requestOf());
    expect([response.status, response.text()]).toEqual([418, "tea"]);
  });
});
