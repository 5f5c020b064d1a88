import { describe, expect, it } from "vitest";
import type { Command, Noun, Verb } from "./command/declare.js";
import { registry } from "./registry.js";

async function allVerbs(): Promise<[name: string, verb: Verb][]> {
  const nouns = await Promise.all(
    Object.entries(registry).map(async ([noun, { load }]) => {
      const loaded: Noun | Command = await load();
      const verbs = "verbs" in loaded ? Object.entries(loaded.verbs) : [];
      return verbs.map(([name, verb]): [string, Verb] => [`${noun} ${name}`, verb]);
    }),
  );
  return nouns.flat();
}

describe("what takes something away for good", () => {
  it("says so, by its name or because it is known", async () => {
    const named = (await allVerbs()).filter(([name]) => / (delete|destroy|rebuild|restore)/.test(name));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(([, verb]) => verb.destructive === undefined).map(([name]) => name)).toEqual([]);
  });

  it("goes on unasked without a terminal only where scripts of old rely on it", async () => {
    const unasked = (await allVerbs()).filter(([, verb]) => verb.destructive === "asks-on-terminal");
    expect(unasked.map(([name]) => name).sort()).toEqual([
      "domain delete",
      "domain delete-record",
      "droplet delete",
      "floating-ip delete",
      "image delete",
      "reserved-ip delete",
      "ssh-key delete",
      "tag delete",
    ]);
  });
});
