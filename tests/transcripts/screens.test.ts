import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { run } from "@doapi/cli";
import { createSimulator } from "@doapi/simulator";
import { expect, it } from "vitest";
import { Screen, screenIo } from "./screen.js";
import { scriptedSsh } from "./scripted-ssh.js";
import { splitLine } from "./transcript.js";

// `WRITE_TRANSCRIPTS=1 npx vitest run tests/transcripts` writes the screens, to be looked at before they are committed.
const writing = process.env["WRITE_TRANSCRIPTS"] === "1";
const folder = fileURLToPath(new URL("../../docs/command-line/screens/", import.meta.url));
const width = 80;

/** The time of the simulator is the time of the program: nothing waits, and a screen is the same each time. */
async function show(lines: readonly string[], { hidden = "" } = {}): Promise<string> {
  const simulator = createSimulator({ now: Date.UTC(2026, 10, 20) });
  const { url } = await simulator.listen();
  const screen = new Screen();
  let waiting = "";
  const clock = {
    now: () => simulator.clock.now(),
    sleep: async (milliseconds: number) => {
      // While nothing has been drawn, nobody waits for what a screen shows.
      if (screen.text.includes("…")) waiting = screen.text;
      simulator.clock.advance(milliseconds);
    },
  };
  const perform = async (line: string, seen: Screen) => {
    const [, ...argv] = splitLine(line).words;
    const env = { DO_API_TOKEN: "token-of-mine" };
    const io = screenIo(seen, { terminal: width, clock, env, start: scriptedSsh(uptimes) });
    expect(await run(["--endpoint", url, ...argv], io)).toBe(0);
  };
  try {
    if (hidden !== "") await perform(hidden, new Screen());
    for (const line of lines) {
      screen.write(`$ ${line}\n`);
      await perform(line, screen);
    }
  } finally {
    await simulator.close();
  }
  return [waiting, screen.text].filter((text) => text !== "").join(`${"-".repeat(width)}\n`);
}

const uptimes = {
  "198.18.0.2": { stdout: " 10:00:00 up 41 days,  2:11,  0 user,  load average: 0.00, 0.01, 0.00\n" },
  "198.18.0.3": { stdout: " 10:00:00 up 2 min,  0 user,  load average: 0.31, 0.12, 0.04\n" },
};

const create = "doapi droplet new -I debian-12-x64 -S s-1vcpu-1gb -R ams3 -w web-1 web-2";

it.each([
  ["droplet-new-wait.txt", [create], {}],
  ["droplet-show.txt", ["doapi droplet show", "doapi droplet show web-1"], { hidden: `${create} --tag blue` }],
  ["droplet-run.txt", ["doapi droplet run --tag blue -- uptime"], { hidden: `${create} --tag blue` }],
])("%s is what a terminal of 80 columns shows", async (file, lines, before) => {
  const text = await show(lines, before);
  if (writing) writeFileSync(`${folder}${file}`, text);
  expect(text).toBe(readFileSync(`${folder}${file}`, "utf8"));
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(width);
});
