import { expect, it } from "vitest";
import { isHighlyAvailableByDefault, requireVersion, upgradesFrom, VERSIONS } from "./kubernetes-versions.js";

const slugs = (versions: readonly { slug: string }[]) => versions.map(({ slug }) => slug);

it.each([
  ["latest", "1.36.4-do.0"],
  ["1.36", "1.36.4-do.0"],
  ["1.36.3-do.0", "1.36.3-do.0"],
  ["1.34", "1.34.10-do.0"],
])("%s means %s", (wanted, slug) => {
  expect(requireVersion(wanted).slug).toBe(slug);
});

it.each(["", "1", "1.3", "1.36.4", "1.20.0-do.0", "Latest"])("%j is no version", (wanted) => {
  expect(() => requireVersion(wanted)).toThrow("validation error: invalid version slug");
});

it("a slug names the version of Kubernetes in it", () => {
  expect(VERSIONS[0]).toMatchObject({ slug: "1.36.4-do.0", kubernetes_version: "1.36.4" });
});

it("upgrades go to newer patches, and from the last of them to the next minor version", () => {
  expect(slugs(upgradesFrom("1.34.10-do.0"))).toEqual(["1.35.7-do.0"]);
  expect(slugs(upgradesFrom("1.35.7-do.0"))).toEqual(["1.36.4-do.0", "1.36.3-do.0"]);
  expect(slugs(upgradesFrom("1.36.3-do.0"))).toEqual(["1.36.4-do.0"]);
  expect(upgradesFrom("1.36.4-do.0")).toEqual([]);
});

it("the control plane is highly available from 1.36 on", () => {
  expect(isHighlyAvailableByDefault("1.35.7-do.0")).toBe(false);
  expect(isHighlyAvailableByDefault("1.36.3-do.0")).toBe(true);
});
