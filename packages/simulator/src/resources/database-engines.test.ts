import { describe, expect, it } from "vitest";
import { loadCatalog } from "../catalog.js";
import { memoryOf, storageOf, supports, versionIn } from "./database-engines.js";

const offers = [...loadCatalog().databases.values()];
const pg = loadCatalog().databases.get("pg");
if (!pg) throw new Error("The catalogue has no PostgreSQL.");

describe("the engines of the catalogue", () => {
  it.each(offers)("$engine has a default version, and sizes whose names tell their memory", (offer) => {
    expect(versionIn(offer, undefined).version).toBe(offer.default_version);
    const sizes = offer.layouts.flatMap((layout) => layout.sizes);
    expect(sizes.filter((size) => !(memoryOf(size) > 0))).toEqual([]);
  });

  it.each(offers)("$engine is offered in regions that there are", ({ regions }) => {
    expect(regions.filter((region) => !loadCatalog().regions.has(region))).toEqual([]);
  });
});

describe("the storage of a cluster", () => {
  it("grows with the memory of its nodes and is as large as it was asked for", () => {
    expect(storageOf(pg, { size: "db-s-1vcpu-1gb", num_nodes: 1 })).toBe(10_240);
    expect(storageOf(pg, { size: "db-s-1vcpu-2gb", num_nodes: 2 })).toBe(30_720);
    expect(storageOf(pg, { size: "db-s-1vcpu-2gb", num_nodes: 2, storage_size_mib: 40_960 })).toBe(40_960);
  });

  it("is refused when it is too small, or of a size that clusters of so many nodes do not have", () => {
    const tooSmall = { size: "db-s-1vcpu-2gb", num_nodes: 1, storage_size_mib: 30_719 };
    expect(() => storageOf(pg, tooSmall)).toThrow("has 30720 at least");
    expect(() => storageOf(pg, { size: "db-s-1vcpu-1gb", num_nodes: 2 })).toThrow("invalid size");
  });

  it("is nothing for engines that keep everything in memory", () => {
    const without = offers.filter((offer) => !supports(offer, "storage"));
    expect(without.map(({ engine }) => engine)).toEqual(["redis", "valkey"]);
    for (const offer of without) expect(storageOf(offer, { size: "db-s-1vcpu-2gb", num_nodes: 1 })).toBeNull();
  });
});
