import { describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { readReplacement, replaceable } from "./replace.js";

describe("what replaces a resource", () => {
  const now = { name: "a", size_unit: 1, health_check: { port: 80, path: "/" } };
  const replace = (data: string | undefined, set: Record<string, unknown> = {}) =>
    readReplacement(memoryIo({ stdin: '{"name": "b"}' }), { data, set });

  it("is what there is, with the options over it", async () => {
    const { body, changes } = await replace(undefined);
    expect(body(now, { size_unit: 2 })).toEqual({ ...now, size_unit: 2 });
    expect(changes({})).toEqual({});
  });

  it("keeps the rest of an object of which --set changes a part", async () => {
    const { body, changes } = await replace(undefined, { health_check: { port: 90 } });
    expect(body(now, {})).toEqual({ ...now, health_check: { port: 90, path: "/" } });
    expect(changes({})).toEqual({ health_check: { port: 90 } });
  });

  it("takes what --data says before what there is, and reads it once", async () => {
    const { body, changes } = await replace("@-");
    expect(body(now, {})).toEqual({ ...now, name: "b" });
    expect(body(now, { name: "c" })).toEqual({ ...now, name: "c" });
    expect(changes({})).toEqual({ name: "b" });
  });

  it("has the fields that the operation takes, and no others", () => {
    const wire = { id: "1", name: "web", status: "succeeded", tags: null, inbound_rules: [], created_at: "now" };
    expect(replaceable("firewalls_update", wire)).toEqual({ name: "web", tags: null, inbound_rules: [] });
  });
});
