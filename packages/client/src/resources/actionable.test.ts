import { describe, expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";

const at = (second: number) => `2026-01-01T00:00:${String(second).padStart(2, "0")}Z`;
const wire = (id: number, second: number, status = "completed") => ({ id, status, started_at: at(second) });

/** A droplet whose actions come in pages. */
function dropletWith(...pages: object[][]) {
  const { client, sent } = clientWith(
    ...pages.map((actions, index) => ({
      body: {
        actions,
        links: index + 1 < pages.length ? { pages: { next: `/v2/droplets/7/actions?page=${index + 2}` } } : {},
      },
    })),
  );
  return { droplet: client.droplets.ref(7), requests: () => sent().length };
}

describe("the action in progress", () => {
  it("is the newest one", async () => {
    const { droplet, requests } = dropletWith([wire(9, 30, "in-progress"), wire(8, 20)], [wire(1, 1)]);
    expect((await droplet.currentAction())?.id).toBe(9);
    expect(requests()).toBe(1);
  });

  it("may stand behind others that began at the same moment", async () => {
    const { droplet } = dropletWith([wire(9, 30), wire(8, 30, "errored"), wire(7, 30, "in-progress")]);
    expect((await droplet.currentAction())?.id).toBe(7);
  });

  it("is looked for on further pages as long as the moment is the same", async () => {
    const { droplet, requests } = dropletWith([wire(9, 30)], [wire(8, 30, "in-progress")]);
    expect((await droplet.currentAction())?.id).toBe(8);
    expect(requests()).toBe(2);
  });

  it("is not looked for among older ones: they had ended before", async () => {
    const { droplet, requests } = dropletWith([wire(9, 30), wire(8, 29)], [wire(7, 28, "in-progress")]);
    expect(await droplet.currentAction()).toBeNull();
    expect(requests()).toBe(1);
  });

  it("is null where there never was an action", async () => {
    expect(await dropletWith([]).droplet.currentAction()).toBeNull();
  });
});

describe("the last action", () => {
  it("is the newest, in progress or not, by one request", async () => {
    const { droplet, requests } = dropletWith([wire(9, 30)], [wire(8, 20)]);
    expect((await droplet.lastAction())?.id).toBe(9);
    expect(requests()).toBe(1);
  });

  it("is null where there never was one", async () => {
    expect(await dropletWith([]).droplet.lastAction()).toBeNull();
  });
});
