import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { memoryIo, run } from "@doapi/cli";
import { createSimulator, type SimulatorOptions } from "@doapi/simulator";
import { describe, expect, it } from "vitest";
import { type Script, serveScript } from "./scripted-api.js";
import { type SshScript, scriptedSsh } from "./scripted-ssh.js";
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
  /** What stands in for ssh, of a line `# ssh: {}`; without one there is no ssh. */
  readonly ssh: SshScript | undefined;
}

describe.each(files.sort())("%s", (file) => {
  const path = join(folder, file);
  const { head, steps } = parseTranscript(readFileSync(path, "utf8"));

  it("happens as written", async () => {
    const place = mkdtempSync(join(tmpdir(), "doapi-transcript-"));
    const { url, close } = await serve(head);
    try {
      const actual: Step[] = [];
      const [ssh] = said(head, "ssh") as SshScript[];
      for (const step of steps) actual.push(await perform(step, { folder: place, url, ssh }));
      if (writing) writeFileSync(path, format(head, actual));
      expect(actual).toEqual(writing ? actual : steps);
    } finally {
      await close();
      rmSync(place, { recursive: true });
    }
  });
});

/**
 * What listens at `$SIM`: a simulator with the options of a line `# simulator: {}`, or where it cannot make the case, an API with
 * the answers of lines `# api: {}`.
 */
async function serve(head: readonly string[]): Promise<{ readonly url: string; close(): Promise<void> }> {
  const answers = said(head, "api") as Script[];
  if (answers.length > 0) return serveScript(Object.assign({}, ...answers));
  const simulator = createSimulator(Object.assign({ pace: 0 } satisfies SimulatorOptions, ...said(head, "simulator")));
  const { url } = await simulator.listen();
  return { url, close: () => simulator.close() };
}

/** What the first lines of a transcript say about something: `# ssh: {}`. */
function said(head: readonly string[], what: string): object[] {
  const lines = head.filter((line) => line.startsWith(`# ${what}: `));
  return lines.map((line) => JSON.parse(line.slice(what.length + 4)));
}

/**
 * Runs `doapi` (also by the names of its other programs, such as `doapi-droplet`). Before and after it `cat > file` writes a file
 * for its owner alone, `cat file` shows one, and `chmod mode file` changes who can read it.
 */
async function perform(step: Step, { folder: cwd, url, ssh }: Place): Promise<Step> {
  const { words, env } = splitLine(step.line.replaceAll("$SIM", url));
  const [program = "", ...argv] = words;
  const seen = (text: string) =>
    normalise(text).replaceAll(url, "$SIM").replaceAll(cwd, "~").replaceAll("\u001b", "^").replace(/^\n/gm, "");
  const file = join(cwd, argv.at(-1) ?? "");
  if (program === "chmod") {
    chmodSync(file, Number.parseInt(argv[0] ?? "", 8));
    return step;
  }
  if (program === "cat") {
    if (argv.length === 1) return { ...step, stdout: seen(readFileSync(file, "utf8")) };
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, step.stdin, { mode: 0o600 });
    return step;
  }
  const { TERMINAL: terminal, ANSWERS: answers, ...variables } = env;
  const io = memoryIo({
    stdin: step.stdin,
    env: { DOAPI_SIM_STATE: join(cwd, "state.db"), DOAPI_SIM_PACE: "0", ...variables },
    cwd,
    home: cwd,
    ...(terminal === undefined ? {} : { terminal: Number(terminal) }),
    ...(answers === undefined ? {} : { answers: answers.split(",") }),
    ...(ssh === undefined ? {} : { start: scriptedSsh(ssh) }),
  });
  const named = program.slice("doapi-".length);
  const exitCode = await run(named === "" ? argv : [named, ...argv], io);
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
