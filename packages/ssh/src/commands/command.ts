import { SshOptionError } from "../errors.js";
import { quote, quoteAll, quotePath } from "./quote.js";
import { ShellText } from "./template.js";

/**
 * What can be run: a list, the program and its arguments, in which nothing means anything to the shell; a line made by
 * `sh`; or a line as text, which the login shell of the user takes as it is.
 */
export type Command = string | ShellText | readonly string[];

/** A command as a line for the shell. */
export function lineOf(command: Command): string {
  const line = typeof command === "string" ? command : command instanceof ShellText ? command.text : quoteAll(command);
  if (line.trim() === "") throw new SshOptionError("The command is empty.");
  if (line.includes("\0")) throw new SshOptionError("A command cannot have a zero byte in it.");
  return line;
}

/** What a command finds when it begins. */
export interface Surroundings {
  /** Its directory; undefined for the home directory. */
  readonly directory: string | undefined;
  /** Variables. Everybody on the machine may be able to read them: no place for secrets. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** The lines that put a command into its surroundings. A directory that is not there ends it, with what `cd` says. */
export function preparation({ directory, environment = {} }: Surroundings): string[] {
  const exports = Object.entries(environment).map(([name, value]) => {
    if (!/^[A-Za-z_]\w*$/.test(name)) throw new SshOptionError(`${JSON.stringify(name)} is no name of a variable.`);
    return `export ${name}=${quote(value)}`;
  });
  return [...(directory === undefined ? [] : [`cd -- ${quotePath(directory)} || exit`]), ...exports];
}

/** Text in which what is secret is not shown. */
export function masked(text: string, secrets: readonly string[]): string {
  return secrets.filter((secret) => secret !== "").reduce((result, secret) => result.replaceAll(secret, "***"), text);
}
