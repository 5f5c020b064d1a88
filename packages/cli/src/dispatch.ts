import type { Command, Noun } from "./command/declare.js";
import { takeWord } from "./command/locate.js";
import { parseCommand, parseGroup, type Request, type Title } from "./command/parse.js";
import { ExitCode } from "./exit-codes.js";
import type { Io } from "./io/io.js";
import { registry, synonyms } from "./registry.js";
import type { Running } from "./session/confirm.js";

const program = { name: "doapi", summary: "DigitalOcean from the shell" };

/** Finds the command that a line names, loads it and runs it; the help or the error, where it names none. */
export async function dispatch(argv: readonly string[], io: Io): Promise<number> {
  // Asked by shells, for the words that can come next; no command for people.
  if (argv[0] === "__complete") {
    const { answerCompletion } = await import("./completion/answer.js");
    return answerCompletion(argv.slice(1), io);
  }
  const first = takeWord(argv);
  // In front: behind a -- it would be a word like any other.
  if (first?.word === "help") return dispatch(["--help", ...first.rest], io);
  const entry = first === undefined ? undefined : own(registry, first.word);
  if (first === undefined || entry === undefined) {
    return explain(program, registry, { line: argv, io });
  }
  const title = { name: `doapi ${first.word}`, summary: entry.summary };
  const found = await entry.load();
  if (!("verbs" in found)) return execute(found, title, { line: first.rest, io });
  const second = takeWord(first.rest);
  const name = second === undefined ? found.fallback : verbNamed(found, second.word);
  const verb = name === undefined ? undefined : own(found.verbs, name);
  if (verb === undefined) return explain(title, found.verbs, { line: first.rest, io });
  const verbTitle = { name: `${title.name} ${name}`, summary: verb.summary, destructive: verb.destructive };
  return execute(await verb.load(), verbTitle, { line: second?.rest ?? first.rest, io });
}

async function execute(command: Command, title: Title & Running, request: Request): Promise<number> {
  const { io, line } = request;
  const help = line.some((word) => word === "-h" || word === "--help") ? await command.help?.(line, io) : undefined;
  if (help !== undefined) {
    io.stdout.write(help);
    return ExitCode.done;
  }
  const parsed = parseCommand(command, title, request);
  if (parsed === undefined) return ExitCode.done;
  const { createContext } = await import("./session/context.js");
  const context = await createContext(io, parsed.universal, title);
  try {
    const input = context.dryRun === undefined ? parsed.input : withoutWaiting(parsed.input);
    // The input was built from this command's own declaration.
    return (await command.run(context, input as never)) ?? ExitCode.done;
  } catch (error) {
    const { report } = await import("./report.js");
    const exitCode = await report(error, io, context.messages);
    // Found out late, as with a column that nothing has: what was done must not look as if it had not been.
    return exitCode === ExitCode.usage && context.changed ? ExitCode.partly : exitCode;
  } finally {
    context.messages.progress.finish();
    context.dryRun?.finish();
    await context.close();
  }
}

/** In a dry run nothing is started whose end could be waited for. */
function withoutWaiting(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return "wait" in input ? { ...input, wait: false, waitTime: undefined, waitInterval: undefined } : input;
}

function explain(title: Title, members: Noun["verbs"] | typeof registry, request: Request): ExitCode {
  parseGroup(title, members, request);
  return ExitCode.done;
}

function verbNamed(noun: Noun, word: string): string | undefined {
  return own(noun.verbs, word) === undefined ? own(synonyms, word) : word;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
