import type { Command, Noun } from "./command/declare.js";
import { takeWord } from "./command/locate.js";
import type { Request, Title } from "./command/parse.js";
import { ExitCode } from "./exit-codes.js";
import type { Io } from "./io/io.js";
import { registry, synonyms } from "./registry.js";
import { version } from "./version.js";

const program = { name: "doapi", summary: "DigitalOcean from the shell" };

/**
 * Runs one command line and resolves to its exit code; it never rejects.
 *
 * @param argv The words after the program's name.
 * @param io Everything the run takes from, and gives to, the outside.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  if (argv.length === 1 && argv[0] === "--version") {
    // Without the parser: this is what shells and editors ask for again and again.
    io.stdout.write(`${version}\n`);
    return ExitCode.done;
  }
  try {
    return await dispatch(argv, io);
  } catch (error) {
    const { report } = await import("./report.js");
    return report(error, io);
  }
}

async function dispatch(argv: readonly string[], io: Io): Promise<ExitCode> {
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
  const { parseCommand } = await import("./command/parse.js");
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

async function explain(title: Title, members: Noun["verbs"] | typeof registry, request: Request): Promise<ExitCode> {
  const { parseGroup } = await import("./command/parse.js");
  parseGroup(title, members, request);
  return ExitCode.done;
}

function verbNamed(noun: Noun, word: string): string | undefined {
  return own(noun.verbs, word) === undefined ? own(synonyms, word) : word;
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
