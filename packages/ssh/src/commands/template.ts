import { SshOptionError } from "../errors.js";
import { quote } from "./quote.js";

/** A line for the shell that was put together by {@link sh}. */
export class ShellText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/** What can stand in a template: a list gives several words. */
export type ShellValue = string | number | ShellText | readonly (string | number)[];

/**
 * A line for the shell in which every `${value}` is one word, whatever is in it. The line itself is taken as it is
 * written, backslashes included.
 *
 * @example
 * ```ts
 * import { sh } from "@doapi/ssh";
 *
 * const branch = "name; rm -rf x";
 * const line = sh`cd app && git switch --create=${branch} && ls -l | wc -l`;
 * ```
 * @throws SshOptionError for a value where it would not be safe: inside quotation marks, backticks or a comment, or after `<<`,
 *   `((`, `$[` or `$'`
 */
export function sh(strings: TemplateStringsArray, ...values: ShellValue[]): ShellText {
  const place = new Place();
  let text = "";
  for (const [index, literal] of strings.raw.entries()) {
    text += literal;
    place.read(literal);
    if (index === values.length) break;
    const refused = place.refused;
    if (refused !== undefined) {
      throw new SshOptionError(`A value cannot stand ${refused}: \${...} is quoted already. Put it outside.`);
    }
    text += wordsOf(values[index] as ShellValue);
    place.pastValue();
  }
  return new ShellText(text);
}

function wordsOf(value: ShellValue): string {
  if (value instanceof ShellText) return value.text;
  if (typeof value === "object") return value.map((one) => quote(String(one))).join(" ");
  return quote(String(value));
}

/** Where in a shell's line one is: only outside of everything is a quoted word a word. */
class Place {
  #quote: "" | "'" | '"' | "`" = "";
  #escaped = false;
  #comment = false;
  /** What makes everything after it unsafe. */
  #opened = "";
  #last = "";

  get refused(): string | undefined {
    if (this.#comment) return "in a comment";
    if (this.#opened !== "") return `after ${this.#opened}`;
    if (this.#quote !== "") return `inside ${this.#quote}...${this.#quote}`;
    return this.#escaped ? "after a backslash" : undefined;
  }

  read(literal: string): void {
    for (const character of literal) {
      if (this.#comment) this.#comment = character !== "\n";
      else if (this.#escaped) this.#escaped = false;
      else if (this.#quote === "'") this.#quote = character === "'" ? "" : "'";
      else if (character === "\\") this.#escaped = true;
      else this.#plain(character);
      this.#last = character;
    }
  }

  /** What follows a value goes on with its word. */
  pastValue(): void {
    this.#last = "x";
  }

  #plain(character: string): void {
    const pair = this.#last + character;
    if (this.#quote !== "") {
      if (character === this.#quote) this.#quote = "";
    } else if (["<<", "((", "$[", "$'"].includes(pair)) this.#opened = pair;
    else if (character === "'" || character === '"' || character === "`") this.#quote = character;
    else if (character === "#" && /^[\s;&|()]?$/.test(this.#last)) this.#comment = true;
  }
}
