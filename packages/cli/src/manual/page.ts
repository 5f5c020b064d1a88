import type { Command, Noun, Options } from "../command/declare.js";
import { universalOptions } from "../command/universal.js";
import { version } from "../version.js";
import { environment, exitStatus, files } from "./doapi.js";
import { behindDashes, bold, escaped, prose, term } from "./roff.js";

/** What a manual page is about. */
export interface Subject {
  /** `doapi`, or the name of a noun. */
  readonly name: string;
  readonly summary: string;
}

/** The page `doapi(1)`: the nouns, and what holds for every command. */
export function programPage(nouns: readonly Subject[]): string {
  return page({ name: "doapi", summary: "DigitalOcean from the shell" }, [
    section("SYNOPSIS", `${bold("doapi")} [\\fIoptions\\fR] \\fIcommand\\fR ...`),
    section("COMMANDS", ...nouns.map(({ name, summary }) => entry(`${bold(`doapi-${name}`)}(1)`, prose(summary)))),
    section("OPTIONS", ...options(universalOptions)),
    section("EXIT STATUS", ...exitStatus.map(([code, meaning]) => entry(bold(String(code)), prose(meaning)))),
    section("ENVIRONMENT", ...environment.map(([name, meaning]) => entry(bold(name), prose(meaning)))),
    section("FILES", ...files.map(([name, meaning]) => entry(`\\fI${escaped(name)}\\fR`, prose(meaning)))),
  ]);
}

/** The page of a noun with all its verbs, or of a command without any: `doapi-droplet(1)`. */
export async function nounPage({ name, summary }: Subject, found: Noun | Command): Promise<string> {
  const seeAlso = section(
    "SEE ALSO",
    `${bold("doapi")}(1) for the options that every command takes, exit status and environment`,
  );
  if (!("verbs" in found)) {
    const body = [
      section("SYNOPSIS", synopsis(name, found)),
      section("DESCRIPTION", sentence(summary), ...described(found)),
    ];
    return page({ name: `doapi-${name}`, summary }, [...body, seeAlso]);
  }
  const verbs = await Promise.all(
    Object.entries(found.verbs).map(async ([verb, { summary: line, load }]) => ({ verb, line, command: await load() })),
  );
  return page({ name: `doapi-${name}`, summary }, [
    section("SYNOPSIS", verbs.map(({ verb, command }) => synopsis(`${name} ${verb}`, command)).join("\n.br\n")),
    section(
      "COMMANDS",
      ...verbs.map(({ verb, line, command }) =>
        [`.SS ${escaped(verb)}`, sentence(line), ...described(command)].join("\n"),
      ),
    ),
    seeAlso,
  ]);
}

function page({ name, summary }: Subject, sections: readonly string[]): string {
  const head = `.TH ${escaped(name.toUpperCase())} 1 "" "doapi ${escaped(version)}" "doapi manual"`;
  return `${[head, section("NAME", `${escaped(name)} \\- ${prose(summary)}`), ...sections].join("\n")}\n`;
}

function section(title: string, ...parts: readonly string[]): string {
  return [`.SH ${title}`, ...parts].join("\n");
}

function synopsis(name: string, command: Command): string {
  const words = Object.values(command.arguments).map(({ form }) => term(form));
  const rest = command.rest === undefined ? [] : [behindDashes(command.rest.form)];
  return [bold(`doapi ${name}`), "[\\fIoptions\\fR]", ...words, ...rest].join(" ");
}

function described(command: Command): string[] {
  const notes = command.notes === undefined ? [] : [`.PP\n${prose(command.notes)}`];
  const all = [...Object.values(command.arguments), ...(command.rest === undefined ? [] : [command.rest])];
  const words = all.map(({ form, summary }) => entry(term(form), prose(summary)));
  return [...notes, ...words, ...options(command.options)];
}

function options(declared: Options): string[] {
  return Object.values(declared).map(({ flags, summary, choices }) => {
    const allowed = choices === undefined ? "" : ` (${choices.join(", ")})`;
    return entry(term(flags), prose(`${summary}${allowed}`));
  });
}

function entry(name: string, meaning: string): string {
  return `.TP\n${name}\n${meaning}`;
}

function sentence(summary: string): string {
  return prose(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`);
}
