import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ExitCode, memoryIo, run } from "@doapi/cli";
import { beforeAll, describe, expect, it } from "vitest";
import { replaceBlock, shapesOf, table } from "./contract.js";
import { parseTranscript } from "./transcript.js";

const folder = fileURLToPath(new URL(".", import.meta.url));
const root = join(folder, "..", "..");
const file = join(root, "docs", "command-line", "contract.md");
const page = () => readFileSync(file, "utf8");
const writing = process.env["WRITE_TRANSCRIPTS"] === "1";

const transcripts = new Map(
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name), "utf8")]),
);

async function printed(...argv: string[]): Promise<string> {
  const io = memoryIo({ env: { DOAPI_SIM: "1", DOAPI_SIM_STATE: ":memory:" } });
  expect(await run(argv, io)).toBe(ExitCode.done);
  return io.out();
}

/** The names under "Commands:" in a help page. */
async function members(...words: string[]): Promise<string[]> {
  const block = /Commands:\n((?: {2}.*\n)+)/.exec(await printed(...words, "--help"))?.[1] ?? "";
  return [...block.matchAll(/^ {2}(\S+)/gm)].map(([, name = ""]) => name);
}

let nouns: ReadonlyMap<string, readonly string[]>;
beforeAll(async () => {
  const found = new Map<string, readonly string[]>();
  // The old name of reserved IPs is the same noun.
  for (const noun of await members()) if (noun !== "floating-ip") found.set(noun, await members(noun));
  nouns = found;
});

/** The rows of all tables, as cells. */
function rows(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("|---"));
  return lines.map((line) => line.slice(2, -2).split(" | "));
}

function link(path: string): string {
  return `[${path}](../../tests/transcripts/${path})`;
}

describe("the page of the contract", () => {
  it("has the shape of what every command prints, as the transcripts show it", () => {
    const commands = [...nouns].flatMap(([noun, verbs]) =>
      verbs.length === 0 ? [noun] : verbs.map((verb) => `${noun} ${verb}`),
    );
    const shapes = shapesOf(transcripts, commands);
    const shown = new Set(shapes.map(({ command }) => command.replace(/ --.*/, "")));
    // These serve, forget, or print what is no JSON: a script, a page.
    const isOther = (command: string) => /^(sim|completion|man)\b/.test(command);
    expect(commands.filter((command) => !shown.has(command) && !isOther(command))).toEqual([]);
    const text = table(
      ["Command", "Output", "Transcript"],
      shapes
        .filter(({ command }) => !isOther(command))
        .map(({ command, shape, file: path }) => [`\`${command}\``, shape, link(path)]),
    );
    expect(pageWith("shapes", text)).toBe(page());
  });

  it("has the columns of every list", async () => {
    const lines: string[][] = [];
    for (const [noun, verbs] of nouns) {
      const words = verbs.includes("show") ? [noun, "show"] : single.includes(noun) ? [noun] : undefined;
      if (words === undefined) continue;
      const [header = ""] = (await printed(...words, "-o", "csv")).split("\n");
      lines.push([
        `\`${noun}\``,
        header
          .split(",")
          .map((name) => `\`${name}\``)
          .join(", "),
      ]);
    }
    expect(pageWith("columns", table(["Noun", "Columns"], lines))).toBe(page());
  });

  it("has every exit code, each of which a transcript ends with", () => {
    const used = new Map<number, string>();
    for (const [path, text] of transcripts)
      for (const { exitCode } of parseTranscript(text).steps) if (!used.has(exitCode)) used.set(exitCode, path);
    const codes = Object.entries(ExitCode).map(([name, code]) => [
      String(code),
      meanings[name as keyof typeof ExitCode],
      link(used.get(code) ?? "missing"),
    ]);
    expect(codes.filter(([, , path]) => path === link("missing"))).toEqual([]);
    expect(pageWith("exit codes", table(["Code", "Meaning", "Transcript"], codes))).toBe(page());
    const readme = readFileSync(join(root, "packages", "cli", "README.md"), "utf8");
    for (const [code = "", meaning = ""] of codes) expect(readme).toContain(`| ${code} | ${meaning} |`);
  });

  it("names for each line a file that is there and that is about it", () => {
    const checked = rows(page()).filter((cells) => cells.length === 3 && /^`.*`$/.test(cells[0] ?? ""));
    expect(checked.length).toBeGreaterThan(30);
    for (const [subject = "", , source = ""] of checked) {
      const path = /\]\((.*)\)/.exec(source)?.[1] ?? "";
      const text = readFileSync(join(dirname(file), path), "utf8");
      expect(text, `${subject} in ${path}`).toContain(wordOf(subject.slice(1, -1)));
    }
  });

  it("has every variable that the program reads, and no other", () => {
    const sources = readdirSync(join(root, "packages", "cli", "src"), { recursive: true, encoding: "utf8" });
    const read = new Set<string>();
    for (const source of sources.filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))) {
      const text = readFileSync(join(root, "packages", "cli", "src", source), "utf8");
      for (const [, name = ""] of text.matchAll(/env\["([A-Z_]+)"\]|"((?:DO_API|DIGITALOCEAN)_[A-Z_]+)"/g))
        if (name) read.add(name);
      for (const [name] of text.matchAll(/\bGRADIENT_[A-Z_]+\b/g)) read.add(name);
      for (const [name] of text.matchAll(/\b(?:DO_API|DIGITALOCEAN)_(?:TOKEN|ACCESS_TOKEN|API_KEY)\b/g)) read.add(name);
    }
    const told = rows(page()).flatMap(([first = ""]) => /^`([A-Z_]{4,})`$/.exec(first)?.[1] ?? []);
    expect([...new Set(told)].sort()).toEqual([...read].sort());
  });
});

/** Nouns without verbs that print rows. */
const single = ["account", "doctor", "region", "size"];

const meanings: Readonly<Record<keyof typeof ExitCode, string>> = {
  done: "done",
  failed: "failed",
  usage: "the command line makes no sense",
  denied: "no token, or not allowed",
  notFound: "not found, or the name fits several",
  refused: "refused by the API",
  rateLimited: "rate limited",
  actionErrored: "an action errored",
  waitLimit: "the limit of a wait was reached",
  partly: "done in part",
  interrupted: "interrupted",
};

/** What a file must contain to be about a line. */
function wordOf(subject: string): string {
  if (subject.startsWith("~")) return (subject.split("/").at(-1) ?? "").replace("NAME.json", "contexts/default.json");
  const [noun = "", verb] = subject.split(" ");
  return verb === undefined || verb.startsWith("--") ? noun : subject.startsWith("auth") ? subject : noun;
}

/** The page with another block; `WRITE_TRANSCRIPTS=1 npx vitest run tests/transcripts` writes it, to be read before it is committed. */
function pageWith(name: string, text: string): string {
  const written = replaceBlock(page(), name, text);
  if (writing) writeFileSync(file, written);
  return written;
}
