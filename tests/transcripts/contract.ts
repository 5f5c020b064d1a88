import { parseTranscript, splitLine } from "./transcript.js";

/** What a command prints, and the transcript that shows it. */
export interface Shape {
  readonly command: string;
  readonly shape: "nothing" | "object" | "list" | "groups" | "text" | "the answer";
  readonly file: string;
}

/** Flags that make another result of the same command. */
const otherResult = ["--last", "--in-progress", "--rate-limit", "--paginate", "--list", "--include"];
/** What prints something else than the command's own JSON. */
const otherForm = /^(-o|--output|--columns|--query|--dry-run|-D|--dump-header|--help|-h|--version)(=|$)/;
const synonyms: Readonly<Record<string, string>> = { list: "show", create: "new" };
const sameNoun: Readonly<Record<string, string>> = { "floating-ip": "reserved-ip" };

/** A query by which a transcript shows the shape alone. */
const askedForShape = "[type(@), type([0])]";

/** These print what the API answers, whatever it is. */
const raw: ReadonlySet<string> = new Set(["api", "api --include", "request"]);

/** Reads from the transcripts what each of the commands prints, by the first step that shows it. */
export function shapesOf(transcripts: ReadonlyMap<string, string>, commands: readonly string[]): Shape[] {
  const shapes = new Map<string, Shape>();
  for (const [file, text] of transcripts) {
    for (const { line, stdout, exitCode } of parseTranscript(text).steps) {
      const { words, env } = splitLine(line);
      const asked = words.includes(askedForShape);
      if (exitCode !== 0 || env["TERMINAL"] !== undefined || (!asked && words.some((word) => otherForm.test(word))))
        continue;
      const command = commandOf(words, commands);
      if (command === undefined) continue;
      const key = [command, ...otherResult.filter((flag) => words.includes(flag))].join(" ");
      const shape = raw.has(key) ? "the answer" : asked ? shapeToldBy(stdout) : shapeOf(stdout);
      const known = shapes.get(key);
      // An empty list does not tell what would be in it.
      const tellsMore = known === undefined || (known.shape === "list" && shape === "groups");
      const isNearer = known?.shape === shape && isOwn(command, file) && !isOwn(command, known.file);
      if (tellsMore || isNearer) shapes.set(key, { command: key, shape, file });
    }
  }
  return [...shapes.values()].sort((a, b) => (a.command < b.command ? -1 : 1));
}

/** Whether a transcript is about the noun of a command. */
function isOwn(command: string, file: string): boolean {
  return file.startsWith(command.split(" ")[0] ?? "");
}

function commandOf(words: readonly string[], commands: readonly string[]): string | undefined {
  const [program = "", ...rest] = words;
  const all = [...program.split(/(?<=^doapi)-/).slice(1), ...rest].map((word) => sameNoun[word] ?? word);
  const nouns = new Set(commands.map((command) => command.split(" ")[0]));
  const at = all.findIndex((word) => nouns.has(word));
  const [noun = "", ...others] = all.slice(at);
  if (commands.includes(noun)) return noun;
  const named = others.flatMap((word) => [`${noun} ${word}`, `${noun} ${synonyms[word] ?? word}`]);
  return named.find((command) => commands.includes(command));
}

function shapeOf(stdout: string): Shape["shape"] {
  if (stdout === "") return "nothing";
  try {
    const value: unknown = JSON.parse(stdout);
    if (!Array.isArray(value)) return typeof value === "object" ? "object" : "text";
    const grouped = value.length > 0 && value.every((element) => element === null || Array.isArray(element));
    return grouped ? "groups" : "list";
  } catch {
    return "text";
  }
}

function shapeToldBy(stdout: string): Shape["shape"] {
  if (stdout === "") return "nothing";
  const [outer, inner] = stdout.split("\n").map((line) => line.replaceAll('"', ""));
  if (outer !== "array") return "object";
  return inner === "array" ? "groups" : "list";
}

/** The text between two marks of a page, with another in its place. */
export function replaceBlock(page: string, name: string, text: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->`];
  const from = page.indexOf(start) + start.length;
  const to = page.indexOf(end);
  if (from < start.length || to < from) throw new Error(`the page has no block ${name}`);
  return `${page.slice(0, from)}${text}${page.slice(to)}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |\n`).join("");
}
