import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memoryIo, run } from "@doapi/cli";
import { createSimulator } from "@doapi/simulator";
import { expect, it } from "vitest";
import { parseTranscript, splitLine } from "./transcript.js";

/** A transcript that uses every noun: each of its lines is run dry first, and then as it is. */
const { steps } = parseTranscript(readFileSync(fileURLToPath(new URL("output/shapes.txt", import.meta.url)), "utf8"));

it("a dry run of every command ends well, sends nothing that changes, and prints what the command sends", async () => {
  const home = mkdtempSync(join(tmpdir(), "doapi-dry-run-"));
  const simulator = createSimulator({ now: Date.UTC(2026, 10, 20) });
  const { url } = await simulator.listen();
  // Waits take no time: the program's clock is the simulator's.
  const clock = {
    now: () => simulator.clock.now(),
    sleep: async (milliseconds: number) => simulator.clock.advance(milliseconds),
  };
  const changes: string[] = [];
  try {
    for (const { line, stdin } of steps) {
      const [program, ...words] = splitLine(line).words;
      if (program === "cat") {
        writeFileSync(join(home, words.at(-1) ?? ""), stdin);
        continue;
      }
      const argv = words.filter((word) => word !== "--sim");
      const io = () => memoryIo({ home, cwd: home, clock, env: { DO_API_TOKEN: "token-of-mine" } });
      const changesOf = async (...options: string[]) => {
        const before = simulator.requests.length;
        const streams = io();
        const exitCode = await run([...argv, "--endpoint", url, ...options], streams);
        const sent = simulator.requests.slice(before).filter(({ method }) => method !== "GET");
        return { exitCode, sent: sent.map(({ method, path }) => `${method} ${path}`), streams };
      };
      const dry = await changesOf("--dry-run");
      expect([line, dry.streams.err(), dry.exitCode, dry.sent]).toEqual([line, "", 0, []]);
      const printed = [...dry.streams.out().matchAll(/^curl -X (\w+) 'http:\/\/[^/]+([^'?]*)/gm)];
      const real = await changesOf();
      expect([line, real.exitCode]).toEqual([line, 0]);
      simulator.clock.advance(600_000);
      expect([line, ...printed.map(([, method, path]) => `${method} ${path}`)]).toEqual([line, ...real.sent]);
      changes.push(...real.sent);
    }
    expect(changes.length).toBeGreaterThan(50);
  } finally {
    await simulator.close();
    rmSync(home, { recursive: true });
  }
});
