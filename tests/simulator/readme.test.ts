import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Program } from "./program.js";

let program: Program;
beforeAll(() => {
  program = new Program();
});
afterAll(() => program.remove());

const readme = readFileSync(new URL("../../packages/simulator/README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, source = ""]) => source);

describe("the simulator's README", () => {
  it.each(examples)("has an example that runs and writes what it says: %s", async (source) => {
    const written = [...source.matchAll(/console\.log\(.*\/\/ (.*)$/gm)].map(([, text]) => text);
    expect(written.length).toBeGreaterThan(0);
    const running = program.run(source);
    for (const text of written) expect(await running.line()).toBe(text);
    expect(await running.ended).toBe(0);
  });
});
