import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { registry } from "./registry.js";

it("every resource that is defined is in the registry", () => {
  const folder = new URL("./", import.meta.url);
  const defined = readdirSync(folder)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) => [
      ...readFileSync(new URL(file, folder), "utf8").matchAll(/^export const (\w+) = \(core: Core\)/gm),
    ])
    .map(([, name]) => name);
  expect(new Set(defined)).toEqual(new Set(Object.keys(registry)));
});
