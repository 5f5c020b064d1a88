/** One command of a transcript, with what is expected of it. */
export interface Step {
  /** The line as it stands in the file. */
  readonly line: string;
  readonly stdin: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** A transcript file: lines of comment first, then steps. */
export interface Transcript {
  readonly head: readonly string[];
  readonly steps: readonly Step[];
}

/**
 * Reads a transcript. A step is a line `$ command`, followed by lines of
 * `<` standard input, `!` standard error, `=` the exit code when it is not 0, and standard output as it is. Empty lines count
 * nowhere.
 */
export function parseTranscript(text: string): Transcript {
  const [head = "", ...steps] = `\n${text}`.split("\n$ ");
  return { head: head.split("\n").filter((line) => line !== ""), steps: steps.map(parseStep) };
}

function parseStep(text: string): Step {
  const [line = "", ...lines] = text.split("\n");
  const body = lines.filter((part) => part !== "");
  const marked = (mark: string) => body.filter((part) => part.startsWith(mark)).map((part) => part.slice(2));
  const joined = (parts: readonly string[]) => parts.map((part) => `${part}\n`).join("");
  return {
    line,
    stdin: joined(marked("< ")),
    stderr: joined(marked("! ")),
    stdout: joined(body.filter((part) => !/^[<!=] /.test(part))),
    exitCode: Number(marked("= ")[0] ?? 0),
  };
}

/** The words of a command line, quotes taken off, and the variables set before it. */
export function splitLine(line: string): { words: string[]; env: Record<string, string> } {
  const words = [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replace(
      /'([^']*)'|"([^"]*)"/g,
      (_, single: string | undefined, double: string | undefined) => single ?? double ?? "",
    ),
  );
  const env: Record<string, string> = {};
  for (let word = words[0]; word !== undefined && /^[A-Z_]+=/.test(word); word = words[0]) {
    env[word.slice(0, word.indexOf("="))] = word.slice(word.indexOf("=") + 1);
    words.shift();
  }
  return { words, env };
}

/** What differs from run to run, replaced; and the long lists of names in the catalogue, left out. */
export function normalise(text: string): string {
  return text
    .replace(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "<time>")
    .replace(/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, "<uuid>")
    .replace(/"ratelimit-reset": "\d+"/g, '"ratelimit-reset": "<seconds>"')
    .replace(/^ratelimit-reset: \d+/gm, "ratelimit-reset: <seconds>")
    .replace(/"etag": ".*"/g, '"etag": "<etag>"')
    .replace(/\bNode\.js \d+\.\d+\.\d+/g, "Node.js <version>")
    .replace(/\[\n(?:\s+"[^"\n]*",?\n){3,}\s*\]/g, '["..."]');
}
