import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "@doapi/cli";
import { createSimulator } from "@doapi/simulator";
import { expect, it } from "vitest";
import { Screen, screenIo } from "./screen.js";
import { splitLine } from "./transcript.js";

// `WRITE_TRANSCRIPTS=1 npx vitest run tests/transcripts` writes the screens, to be looked at before they are committed.
const writing = process.env["WRITE_TRANSCRIPTS"] === "1";
const folder = fileURLToPath(new URL("../../docs/command-line/screens/", import.meta.url));
const width = 80;

/** The time of the simulator is the time of the program: nothing waits, and a screen is the same each time. */
async function show(lines: readonly string[]): Promise<string> {
  const simulator = createSimulator({ now: Date.UTC(2026, 10, 20) });
  const { url } = await simulator.listen();
  const screens: string[] = [];
  const screen = new Screen();
  const clock = {
    now: () => simulator.clock.now(),
    sleep: async (milliseconds: number) => {
      // What is on the screen while the program waits is worth keeping only where it changed.
      if (screens.length === 0 && screen.text.includes(" s\n")) screens.push(screen.text);
      simulator.clock.advance(milliseconds);
    },
  };
  try {
    for (const line of lines) {
      screen.write(`$ ${line}\n`);
      const [, ...argv] = splitLine(line).words;
      const env = { DO_API_TOKEN: "token-of-mine" };
      const code = await run([...argv, "--endpoint", url], screenIo(screen, { terminal: width, clock, env }));
      expect(code).toBe(0);
    }
  } finally {
    await simulator.close();
  }
  return [...screens, screen.text].join(`${"-".repeat(width)}\n`);
}

const create = "doapi droplet new -I debian-12-x64 -S s-1vcpu-1gb -R ams3 --tag web -w web-1 web-2";

it.each([
  ["droplet-new-wait.txt", [create]],
  [
    "droplet-show.txt",
    [`${create} --quiet --columns id`, "doapi droplet show", "doapi droplet show web-1 --sort name"],
  ],
])("%s is what a terminal of 80 columns shows", async (file, lines) => {
  const text = await show(lines);
  if (writing) writeFileSync(`${folder}${file}`, text);
  expect(text).toBe(readFileSync(`${folder}${file}`, "utf8"));
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(
    Math.max(width, create.length + 25),
  );
});
