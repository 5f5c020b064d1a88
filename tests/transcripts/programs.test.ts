import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { seedCommands } from "./seed-commands.js";

const cli = fileURLToPath(new URL("../../packages/cli/", import.meta.url));
const { bin } = JSON.parse(readFileSync(`${cli}package.json`, "utf8")) as { bin: Record<string, string> };
const nouns = [...Object.keys(seedCommands), "reserved-ip"];

it("there is a program for each noun of doapi 0.2, and no other", () => {
  expect(Object.keys(bin).sort()).toEqual(["doapi", ...nouns.map((noun) => `doapi-${noun}`)].sort());
});

it.each(nouns)("doapi-%s is doapi with the noun said", (noun) => {
  const file = bin[`doapi-${noun}`] ?? "";
  expect(file).toBe(`bin/doapi-${noun}.cjs`);
  const main = readFileSync(`${cli}${bin["doapi"]}`, "utf8");
  expect(readFileSync(cli + file, "utf8")).toBe(main.replace("main()", `main("${noun}")`));
});
