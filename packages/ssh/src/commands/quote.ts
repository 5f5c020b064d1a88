import { SshOptionError } from "../errors.js";

/**
 * One word for a POSIX shell, whatever is in the text: `a b; c` becomes `'a b; c'`.
 *
 * @example
 * ```ts
 * import { quote } from "@doapi/ssh";
 *
 * const words = `tail -n 1 -- ${quote("/var/log/my app.log")}`;
 * ```
 * @throws SshOptionError for a text with a zero byte, which no argument can have
 */
export function quote(text: string): string {
  if (text.includes("\0")) throw new SshOptionError("An argument of a command cannot have a zero byte in it.");
  // Without `=`: a first word that has one would be an assignment.
  return /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A path as one word that no program takes for an option; `~` and `~/...` are the home directory. */
export function quotePath(path: string): string {
  if (path === "") throw new SshOptionError("A path cannot be empty.");
  if (path === "~") return '"$HOME"';
  if (path.startsWith("~/")) return `"$HOME"/${quote(path.slice(2))}`;
  return quote(path.startsWith("-") ? `./${path}` : path);
}

/** A program and its arguments as a line for the shell, in which none of them means anything else. */
export function quoteAll(argv: readonly string[]): string {
  const [program = ""] = argv;
  if (program === "" || program.startsWith("-")) {
    throw new SshOptionError(`A command begins with the name of a program, not with ${JSON.stringify(program)}.`);
  }
  return argv.map(quote).join(" ");
}
