import { DigitalOcean } from "@doapi/client";
import { describe, expect, it } from "vitest";

const page = (request: string) => {
  const { searchParams, pathname } = new URL(request);
  const number = Number(searchParams.get("page") ?? 1);
  const size = Number(searchParams.get("per_page") ?? 20);
  return { number, size, pathname };
};

/** An account with so many things of a sort, in the order of `idAt`. */
function listOf(key: string, total: number, thing: (index: number) => object) {
  return (request: string): Response => {
    const { number, size, pathname } = page(request);
    const first = (number - 1) * size;
    const items = Array.from({ length: Math.max(0, Math.min(size, total - first)) }, (_, index) =>
      thing(first + index),
    );
    const next = `https://api.digitalocean.com${pathname}?page=${number + 1}&per_page=${size}`;
    return Response.json({ [key]: items, links: { pages: first + size < total ? { next } : {} }, meta: { total } });
  };
}

describe("a list of 10,000", () => {
  /** Answers all requests that are under way together: so many waves are so many times the latency. */
  async function listInWaves() {
    const answer = listOf("droplets", 10_000, (index) => ({ id: index + 1, name: `web-${index}` }));
    const held: (() => void)[] = [];
    let requests = 0;
    const fetch = (url: string) => {
      requests += 1;
      return new Promise<Response>((resolve) => {
        held.push(() => resolve(answer(url)));
      });
    };
    const client = new DigitalOcean({ fetch });
    let ended = false;
    const list = client.droplets
      .list()
      .all()
      .finally(() => {
        ended = true;
      });
    let waves = 0;
    while (!ended) {
      // Long enough for everything that follows an answer; what is asked for then belongs to the next wave.
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      if (held.length > 0) waves += 1;
      for (const release of held.splice(0)) release();
    }
    return { droplets: await list, requests, waves };
  }

  it("takes 50 requests, in at most 10 times the latency of one, and is in order", async () => {
    const { droplets, requests, waves } = await listInWaves();
    expect(droplets.map(({ id }) => id)).toEqual(Array.from({ length: 10_000 }, (_, index) => index + 1));
    expect(requests).toBe(50);
    expect(waves).toBeLessThanOrEqual(10);
  });
});

describe("waiting for 500 actions", () => {
  it("takes at most 5 requests a round", async () => {
    const rounds = 3;
    const reads = new Map<number, number>();
    const answer = listOf("actions", 500, (index) => {
      const id = 500 - index;
      const times = (reads.get(id) ?? 0) + 1;
      reads.set(id, times);
      return { id, status: times < rounds ? "in-progress" : "completed" };
    });
    let requests = 0;
    const fetch = async (url: string) => {
      requests += 1;
      return answer(url);
    };
    const clock = { now: () => 0, sleep: async () => {} };
    const client = new DigitalOcean({ fetch, clock });
    const actions = await client.actions.wait(Array.from({ length: 500 }, (_, index) => index + 1));
    expect(actions.filter(({ status }) => status === "completed")).toHaveLength(500);
    expect(requests / rounds).toBeLessThanOrEqual(5);
  });
});
