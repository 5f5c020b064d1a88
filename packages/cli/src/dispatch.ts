import type { Command, Noun } from "./command/declare.js";
import { takeWord } from "./command/locate.js";
import { parseCommand, parseGroup, type Request, type Title } from "./command/parse.js";
import { ExitCode } from "./exit-codes.js";
import type { Io } from "./io/io.js";
import { registry, synonyms } from "./registry.js";

const program = { name: "doapi", summary: "DigitalOcean from the shell" };

/** Finds the command that a line names, loads it and runs it; the help or the error, where it names none. */
export async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
  const first = takeWord(argv);
  if (first?.word === "help") return dispatch([...first.rest, "--help"], io);
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
  const verbTitle = { name: `${title.name} ${name}`, summary: verb.summary };
  return execute(await verb.load(), verbTitle, { line: second?.rest ?? first.rest, io });
}

async function execute(command: Command, title: Title, request: Request): Promise<ExitCode> {
  const { io } = request;
  const parsed = parseCommand(command, title, request);
  if (parsed === undefined) return ExitCode.done;
  const { createContext } = await import("./session/context.js");
  const context = createContext(io, parsed.universal);
  try {
    // The input was built from this command's own declaration.
    return (await command.run(context, parsed.input as never)) ?? ExitCode.done;
  } catch (error) {
    const { report } = await import("./report.js");
    return await report(error, io, context.messages);
  } finally {
    context.messages.progress.finish();
    await context.close();
  }
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
