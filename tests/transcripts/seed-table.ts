import { seedCommands, universalOptions } from "./seed-commands.js";
import { parseTranscript, splitLine, type Step } from "./transcript.js";

/** One use of a subcommand, in a transcript. */
interface Use {
  readonly noun: string;
  readonly verb: string;
  readonly file: string;
  readonly words: readonly string[];
  readonly exitCode: number;
}

/** What the transcripts show of a subcommand. */
export interface Row {
  readonly command: string;
  readonly options: readonly string[];
  /** The options that no transcript shows in use. */
  readonly missing: readonly string[];
  /** The few transcripts that show everything that is shown of it. */
  readonly files: readonly string[];
  /** How the subcommand ends there. */
  readonly exitCodes: readonly number[];
}

/** Goes through the transcripts, by file name, and tells for each subcommand what they show of it. */
export function rowsOf(transcripts: ReadonlyMap<string, string>): Row[] {
  const uses = [...transcripts].flatMap(([file, text]) =>
    parseTranscript(text).steps.flatMap((step) => useOf(step, file)),
  );
  const commands = Object.entries(seedCommands).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, options]) => {
      const own = uses.filter((use) => use.noun === noun && use.verb === verb);
      return rowOf(`${noun} ${verb}`.trim(), options, own);
    }),
  );
  return [...commands, rowOf("doapi", universalOptions, uses)];
}

function rowOf(command: string, declared: string, uses: readonly Use[]): Row {
  const options = declared.split(" ").filter((option) => option !== "");
  const shownIn = (files: readonly string[]) => {
    const words = new Set(uses.filter(({ file }) => files.includes(file)).flatMap((use) => use.words));
    return options.filter((option) => option.split("|").some((name) => words.has(name)));
  };
  const isOwn = (file: string) => Number(file.startsWith(uses[0]?.noun ?? ""));
  const successes = (file: string) => uses.filter((use) => use.file === file && use.exitCode === 0).length;
  const worth = (file: string) => [shownIn([file]).length, isOwn(file), successes(file)];
  const richestFirst = [...new Set(uses.map(({ file }) => file))]
    .sort()
    .sort((one, other) => compare(worth(other), worth(one)));
  const files: string[] = [];
  for (const file of richestFirst) {
    if (files.length === 0 || shownIn([...files, file]).length > shownIn(files).length) files.push(file);
  }
  const exitCodes = new Set(uses.filter(({ file }) => files.includes(file)).map((use) => use.exitCode));
  const shown = shownIn(files);
  return {
    command,
    options,
    missing: options.filter((option) => !shown.includes(option)),
    files: files.sort(),
    exitCodes: [...exitCodes].sort((one, other) => one - other),
  };
}

function compare(one: readonly number[], other: readonly number[]): number {
  const differing = one.findIndex((value, index) => value !== other[index]);
  return differing < 0 ? 0 : (one[differing] ?? 0) - (other[differing] ?? 0);
}

const synonyms: Readonly<Record<string, string>> = { list: "show", create: "new" };

/** The universal options that have a value, which can look like the name of a noun. */
const withValue =
  /^(-o|--(output|columns|sort|query|api-token|api-token-file|api-token-command|context|endpoint|timeout))$/;

/** A line that was refused as none that makes sense (exit code 2) is no use of anything. */
function useOf({ line, exitCode }: Step, file: string): Use[] {
  const { words } = splitLine(line);
  const [program = "", ...rest] = words;
  if (!program.startsWith("doapi") || exitCode === 2) return [];
  const all = [...program.split(/(?<=^doapi)-/).slice(1), ...rest];
  const [first = "", ...others] = all.filter(
    (word, index) => !word.startsWith("-") && !withValue.test(all[index - 1] ?? ""),
  );
  // Two names of one noun.
  const noun = first === "reserved-ip" ? "floating-ip" : first;
  const verbs = seedCommands[noun] ?? {};
  const verb = others.map((word) => synonyms[word] ?? word).find((word) => Object.hasOwn(verbs, word)) ?? "";
  const options = all.map((word) => (word.startsWith("--") ? word.replace(/=.*$/s, "") : word));
  return [{ noun, verb, file, words: options, exitCode }];
}

/** The page that lists the subcommands. */
export function pageOf(rows: readonly Row[]): string {
  const link = (file: string) => `[${file}](../../tests/transcripts/${file})`;
  const lines = rows.map(({ command, options, missing, files, exitCodes }) => {
    const shown = options.map((option) => `\`${option.replace("|", "`, `")}\``).join(", ");
    const state = missing.length === 0 && exitCodes.includes(0) ? "passes" : "fails";
    return `| \`${command}\` | ${shown} | ${state} | ${exitCodes.join(", ")} | ${files.map(link).join(", ")} |`;
  });
  return `# Every command of doapi 0.2 for Python

Its twelve programs are here under their own names: \`doapi droplet show\` and \`doapi-droplet show\` are the same, and so on for
\`account\`, \`action\`, \`domain\`, \`droplet\`, \`floating-ip\` (also \`reserved-ip\`), \`image\`, \`region\`, \`request\`, \`size\`,
\`ssh-key\` and \`tag\`. The table lists each subcommand with the options it had; the last line has those of every program. One
passes when the transcripts, which are command lines with all that they print and their exit code, show it succeed, and
each of its options in use. This page is written by \`WRITE_TRANSCRIPTS=1 npx vitest run tests/transcripts\`, and a test compares it.

| Subcommand | Options | | Exit codes shown | Transcripts |
|---|---|---|---|---|
${lines.join("\n")}
`;
}
