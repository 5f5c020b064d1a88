import type { Candidate, Names } from "../completion/candidate.js";
import type { Io } from "../io/io.js";
import type { Context } from "../session/context.js";

/** A word of the command line, declared. `T` is what the command receives. */
export interface Argument<T> {
  /** As the usage line shows it: `<name>`, `[file]`, `<droplet...>`, `[droplet...]`. */
  readonly form: string;
  readonly summary: string;
  /** Only there to carry the type. */
  readonly type?: T;
}

export interface OptionSettings {
  readonly required?: boolean;
  readonly choices?: readonly string[];
  /** Keys of the options that exclude this one. */
  readonly conflicts?: readonly string[];
}

/** An option of the command line, declared. `T` is what the command receives. */
export interface Option<T> extends OptionSettings {
  /** As help shows it: `-w, --wait`, `--wait-time <seconds>`. */
  readonly flags: string;
  readonly summary: string;
  readonly initial?: T;
  /** Turns the word after the option into its value; throws {@link InvalidValue}. A method, so that any option is an `Option<unknown>`. */
  parse?(word: string, previous: T): T;
  readonly type?: T;
}

export type Arguments = Readonly<Record<string, Argument<unknown>>>;
export type Options = Readonly<Record<string, Option<unknown>>>;

type Received<D> = D extends Argument<infer T> ? T : D extends Option<infer T> ? T : never;
export type Input<D> = { readonly [K in keyof D]: Received<D[K]> };

/** What stands behind `--`, where nothing is an option any more. */
type Rest = Argument<readonly string[]>;
type RestInput<R> = R extends Rest ? { readonly rest: readonly string[] } : unknown;

/** One command of the shell: what it takes, and what it does. */
export interface Command {
  readonly arguments: Arguments;
  readonly options: Options;
  /** What stands behind `--`; the command receives its words as `rest`. */
  readonly rest?: Rest | undefined;
  /** A second paragraph of the command's help. */
  readonly notes?: string;
  /** The help of what the rest of a line names, where that has help of its own. Undefined when it names nothing. */
  readonly help?: (line: readonly string[], io: Io) => Promise<string | undefined>;
  /** What can stand at the cursor after some words, where their declaration does not say it; `files` for the names of files. */
  readonly complete?: (
    words: readonly string[],
    current: string,
    names: Names,
  ) => Promise<readonly Candidate[] | "files">;
  // A method, so that a command that takes an exact input passes for this one; `parse` builds the input from the declaration.
  /** Resolves to the exit code, which can be that of a program that was run; to nothing for 0. */
  run(context: Context, input: never): Promise<number | void>;
}

/** Declares a command; the input of `run` follows from the arguments and options, under their keys. */
export function command<
  const A extends Arguments,
  const O extends Options,
  const R extends Rest | undefined = undefined,
>(declaration: {
  arguments?: A;
  options?: O;
  rest?: R;
  notes?: string;
  help?: NonNullable<Command["help"]>;
  complete?: NonNullable<Command["complete"]>;
  run(context: Context, input: Input<A> & Input<O> & RestInput<R>): Promise<number | void>;
}): Command {
  return { arguments: {}, options: {}, ...declaration };
}

/**
 * What a command takes away for good is asked about on a terminal. Elsewhere `asks` refuses to go on without `--yes`, and
 * `asks-on-terminal` goes on: scripts rely on it.
 */
export type Destructive = "asks" | "asks-on-terminal";

/** How a usage line shows what stands behind `--`: `[-- <command...>]`, or without the brackets where it has to be there. */
export function formBehindDashes({ form }: Rest): string {
  const inner = `-- <${form.slice(1, -1)}>`;
  return form.startsWith("[") ? `[${inner}]` : inner;
}

/** A verb of a noun: its line in the help, and its code, loaded when it is named. */
export interface Verb {
  readonly summary: string;
  readonly destructive?: Destructive;
  readonly load: () => Promise<Command>;
}

/** A noun with its verbs. `fallback` is the verb meant when none is named. */
export interface Noun {
  readonly verbs: Readonly<Record<string, Verb>>;
  readonly fallback?: string;
}

export function argument(name: string, summary: string): Argument<string> {
  return { form: `<${name}>`, summary };
}

export function optionalArgument(name: string, summary: string): Argument<string | undefined> {
  return { form: `[${name}]`, summary };
}

export function someArguments(name: string, summary: string): Argument<readonly string[]> {
  return { form: `<${name}...>`, summary };
}

export function anyArguments(name: string, summary: string): Argument<readonly string[]> {
  return { form: `[${name}...]`, summary };
}

export function flag(flags: string, summary: string, settings: OptionSettings = {}): Option<boolean> {
  return { flags, summary, initial: false, ...settings };
}

export function text(flags: string, summary: string, settings: OptionSettings = {}): Option<string | undefined> {
  return { flags, summary, ...settings };
}

export function requiredText(flags: string, summary: string): Option<string> {
  return { flags, summary, required: true };
}

/** An option that may be given several times. */
export function texts(flags: string, summary: string, settings: OptionSettings = {}): Option<readonly string[]> {
  return { flags, summary, initial: [], parse: (word, previous) => [...previous, word], ...settings };
}

/** A span of time, received in milliseconds. */
export function seconds(flags: string, summary: string): Option<number | undefined> {
  return number(flags, summary, { least: 0, factor: 1000 });
}

export function number(
  flags: string,
  summary: string,
  range: { least: number; most?: number; factor?: number; whole?: boolean },
): Option<number | undefined> {
  const { least, most = Number.POSITIVE_INFINITY, factor = 1, whole = false } = range;
  const parse = (word: string) => {
    const value = word.trim() === "" ? Number.NaN : Number(word);
    const inRange = value >= least && value <= most && Number.isFinite(value);
    if (!inRange || (whole && !Number.isInteger(value))) {
      const upTo = Number.isFinite(most) ? ` to ${most}` : " or more";
      throw new InvalidValue(`Must be a ${whole ? "whole number" : "number"}, ${least}${upTo}.`);
    }
    return value * factor;
  };
  return { flags, summary, parse };
}

/** The word given for an option cannot be its value. */
export class InvalidValue extends Error {
  override readonly name = "InvalidValue";
}
