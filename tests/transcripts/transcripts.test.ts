import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memoryIo, run } from "@doapi/cli";
import { createSimulator, type SimulatorOptions } from "@doapi/simulator";
import { describe, expect, it } from "vitest";
import { normalise, parseTranscript, splitLine, type Step } from "./transcript.js";

// `WRITE_TRANSCRIPTS=1 npx vitest run tests/transcripts` writes what happens into the files, to be read before it is committed.
const writing = process.env["WRITE_TRANSCRIPTS"] === "1";
const folder = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".txt"));

interface Place {
  /** Working and home folder, with the state of the simulator. */
  readonly folder: string;
  /** Where a simulator listens, for transcripts that ask for one. */
  readonly url: string;
}

describe.each(files.sort())("%s", (file) => {
  const path = join(folder, file);
  const { head, steps } = parseTranscript(readFileSync(path, "utf8"));

  it("happens as written", async () => {
    const place = mkdtempSync(join(tmpdir(), "doapi-transcript-"));
    const server = head.find((line) => line.startsWith("# simulator: "))?.slice("# simulator: ".length);
    const simulator = createSimulator({ pace: 0, ...(JSON.parse(server ?? "{}") as SimulatorOptions) });
    try {
      const { url } = await simulator.listen();
      const actual: Step[] = [];
      for (const step of steps) actual.push(await perform(step, { folder: place, url }));
      if (writing) writeFileSync(path, format(head, actual));
      expect(actual).toEqual(writing ? actual : steps);
    } finally {
      await simulator.close();
      rmSync(place, { recursive: true });
    }
  });
});

/** Runs `doapi`, or the `cat` that writes a file for it (`cat > file`) or shows one that it wrote. */
async function perform(step: Step, { folder: cwd, url }: Place): Promise<Step> {
  const { words, env } = splitLine(step.line.replaceAll("$SIM", url));
  const [program, ...argv] = words;
  const seen = (text: string) =>
    normalise(text).replaceAll(url, "$SIM").replaceAll(cwd, "~").replaceAll("\u001b", "^").replace(/^\n/gm, "");
  if (program === "cat") {
    const file = join(cwd, argv.at(-1) ?? "");
    if (argv.length === 1) return { ...step, stdout: seen(readFileSync(file, "utf8")) };
    writeFileSync(file, step.stdin);
    return step;
  }
  const { TERMINAL: terminal, ...variables } = env;
  const io = memoryIo({
    stdin: step.stdin,
    env: { DOAPI_SIM_STATE: join(cwd, "state.db"), DOAPI_SIM_PACE: "0", ...variables },
    cwd,
    home: cwd,
    ...(terminal === undefined ? {} : { terminal: Number(terminal) }),
  });
  const exitCode = await run(argv, io);
  return { ...step, stdout: seen(io.out()), stderr: seen(io.err()), exitCode };
}

function format(head: readonly string[], steps: readonly Step[]): string {
  const marked = (mark: string, text: string) => text.replace(/^(?=.)/gm, mark);
  const written = steps.map(
    ({ line, stdin, stdout, stderr, exitCode }) =>
      `$ ${line}\n${marked("< ", stdin)}${stdout}${marked("! ", stderr)}${exitCode === 0 ? "" : `= ${exitCode}\n`}`,
  );
  return [...(head.length > 0 ? [`${head.join("\n")}\n`] : []), ...written].join("\n");
}
