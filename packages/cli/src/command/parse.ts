import {
  Argument as ParserArgument,
  Command as Parser,
  CommanderError,
  Help,
  InvalidArgumentError,
  Option as ParserOption,
} from "commander";
import { usage } from "../failure.js";
import type { Io } from "../io/io.js";
import { version } from "../version.js";
import { type Command, formBehindDashes, InvalidValue, type Option, type Options, type Verb } from "./declare.js";
import { type UniversalInput, universalOptions } from "./universal.js";

/** A command, or a group of them, as it is named on the line. */
export interface Title {
  readonly name: string;
  readonly summary: string;
}

export interface Request {
  /** The words that are not part of the name. */
  readonly line: readonly string[];
  readonly io: Io;
}

export interface Parsed {
  readonly input: Readonly<Record<string, unknown>>;
  readonly universal: UniversalInput;
}

/**
 * Reads the words after a command's name. Returns undefined when the line only asked for help or the version, which has then
 * been printed.
 */
export function parseCommand(command: Command, { name, summary }: Title, { line, io }: Request): Parsed | undefined {
  const description = [sentence(summary), command.notes].filter((part) => part !== undefined).join("\n\n");
  const parser = createParser(name, io).description(description);
  for (const { form, summary } of Object.values(command.arguments)) parser.argument(form, summary);
  parser.optionsGroup("Options:");
  addOptions(parser, command.options);
  addUniversalOptions(parser);
  if (command.rest === undefined) return parseWords(parser, { command, name, line });
  explainRest(parser, command);
  const at = line.indexOf("--");
  const [before, rest] = at < 0 ? [line, []] : [line.slice(0, at), line.slice(at + 1)];
  const parsed = parseWords(parser, { command, name, line: before });
  return parsed && { ...parsed, input: { ...parsed.input, rest } };
}

interface Reading {
  readonly command: Command;
  readonly name: string;
  readonly line: readonly string[];
}

function parseWords(parser: Parser, { command, name, line }: Reading): Parsed | undefined {
  const hint = command.rest === undefined ? undefined : `what runs there goes behind --; see: ${name} --help`;
  if (!parse(parser, { name, line }, hint)) return undefined;
  const words = Object.keys(command.arguments).map((key, index) => [key, parser.processedArgs[index]] as const);
  const { input, universal } = splitOptions(parser.opts(), command.options);
  return { input: { ...input, ...Object.fromEntries(words) }, universal };
}

/** The parser knows nothing of what stands behind `--`: its help does. */
function explainRest(parser: Parser, { arguments: words, rest }: Command): void {
  if (rest === undefined) return;
  const behind = new ParserArgument(rest.form, rest.summary);
  const forms = Object.values(words).map(({ form }) => form);
  parser.usage(["[options]", ...forms, formBehindDashes(rest)].join(" "));
  parser.configureHelp({ visibleArguments: () => [...parser.registeredArguments, behind] });
}

/** Handles a line that names no known command below `name`: its help, or the error that says what is wrong. */
export function parseGroup(
  { name, summary }: Title,
  members: Readonly<Record<string, Pick<Verb, "summary">>>,
  { line, io }: Request,
): void {
  const parser = createParser(name, io).description(sentence(summary)).usage("<command> ...");
  parser.commandsGroup("Commands:").helpCommand(false).configureHelp({ formatHelp: commandsFirst });
  for (const [member, { summary: line }] of Object.entries(members)) parser.command(member).summary(line);
  addUniversalOptions(parser);
  parser.addHelpText("after", `\nMore about a command: ${name} <command> --help`);
  parse(parser, { name, line });
}

function createParser(name: string, io: Io): Parser {
  return new Parser(name)
    .exitOverride()
    .allowExcessArguments(false)
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => {},
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}

/** The parser's own layout puts the options before the commands, which is what a group's help is read for. */
function commandsFirst(parser: Parser, help: Help): string {
  const blocks = Help.prototype.formatHelp.call(help, parser, help).trimEnd().split("\n\n");
  const isOptions = (block: string) => block.startsWith("Universal options:");
  return `${[...blocks.filter((block) => !isOptions(block)), ...blocks.filter(isOptions)].join("\n\n")}\n`;
}

function addUniversalOptions(parser: Parser): void {
  parser.optionsGroup("Universal options:");
  addOptions(parser, universalOptions);
  parser.version(version, "--version", "print the version").helpOption("-h, --help", "print this help");
}

function addOptions(parser: Parser, options: Options): void {
  for (const option of Object.values(options)) {
    const parsed = parserOption(option);
    if (option.required === true) parsed.makeOptionMandatory();
    if (option.choices !== undefined) parsed.choices(option.choices);
    if (option.conflicts !== undefined) parsed.conflicts(option.conflicts.map((key) => parserKey(options[key])));
    if (option.parse !== undefined) {
      parsed.argParser((word: string, previous: unknown) =>
        readValue(() => option.parse?.(word, previous ?? option.initial)),
      );
    }
    parser.addOption(parsed);
  }
}

function parserOption({ flags, summary }: Option<unknown>): ParserOption {
  const option = new ParserOption(flags, summary);
  // To the parser `--no-port` would be a value of `--port`; here it is an option of its own, which can exclude the other.
  option.negate = false;
  return option;
}

/** The parser names values after the long flag. */
function parserKey(option: Option<unknown> | undefined): string {
  return option === undefined ? "" : parserOption(option).attributeName();
}

function readValue(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    throw error instanceof InvalidValue ? new InvalidArgumentError(error.message) : error;
  }
}

/** True when the line was complete; false when help or the version was asked for and printed. `excess` is said of a word too many. */
function parse(parser: Parser, { name, line }: Pick<Reading, "name" | "line">, excess?: string): boolean {
  try {
    parser.parse([...line], { from: "user" });
    return true;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return false;
    const help = (error.code === "commander.excessArguments" ? excess : undefined) ?? `see: ${name} --help`;
    if (error.code === "commander.help") throw usage("a command is missing");
    const [message = "", suggestion] = error.message.replace(/^error: /, "").split("\n");
    const guess = /^\(Did you mean (.*)\?\)$/.exec(suggestion ?? "")?.[1];
    throw usage(message, guess === undefined ? help : `did you mean ${guess}? ${help}`);
  }
}

function splitOptions(values: Readonly<Record<string, unknown>>, own: Options) {
  const read = (options: Options) =>
    Object.fromEntries(
      Object.entries(options).map(([key, option]) => [key, values[parserKey(option)] ?? option.initial]),
    );
  // The values come from the declarations themselves, whose types the parser cannot carry.
  return { input: read(own), universal: read(universalOptions) as UniversalInput };
}
