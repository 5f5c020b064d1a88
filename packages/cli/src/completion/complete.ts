import type { Command, Option, Options } from "../command/declare.js";
import { takeWord } from "../command/locate.js";
import { universalOptions } from "../command/universal.js";
import { registry, synonyms } from "../registry.js";
import type { Candidate, Names } from "./candidate.js";
import { flagsOf, optionOf, scan, takesValue } from "./scan.js";

/** What can stand at the cursor. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** True where the name of a file is wanted: the shell knows those. */
  readonly files: boolean;
}

/** Gives the names for a line: the options that it has decide which account they are of. */
export type NamesFor = (given: ReadonlyMap<string, string | true>) => Names;

const nothing: Completion = { candidates: [], files: false };

/** Completes a line; its last word is the one at the cursor, perhaps empty. */
export async function completeLine(line: readonly string[], namesFor: NamesFor): Promise<Completion> {
  const before = line.slice(0, -1);
  const current = line.at(-1) ?? "";
  const first = takeWord(before);
  if (first === undefined) {
    const help = { value: "help", summary: "print the help of a command" };
    return atWord({ before, current }, { members: [...membersOf(registry), help], names: namesFor(new Map()) });
  }
  if (first.word === "help") return completeLine([...first.rest, current], namesFor);
  const entry = own(registry, first.word);
  if (entry === undefined) return nothing;
  const found = await entry.load();
  if (!("verbs" in found)) return ofCommand(found, { before: first.rest, current }, namesFor);
  const second = takeWord(first.rest);
  if (second === undefined) {
    return atWord({ before: first.rest, current }, { members: membersOf(found.verbs), names: namesFor(new Map()) });
  }
  const verb = own(found.verbs, second.word) ?? own(found.verbs, own(synonyms, second.word) ?? "");
  if (verb === undefined) return nothing;
  return ofCommand(await verb.load(), { before: second.rest, current }, namesFor);
}

interface Place {
  readonly before: readonly string[];
  readonly current: string;
}

/** Where the word that names a noun or a verb is missing. */
async function atWord(
  { before, current }: Place,
  { members, names }: { readonly members: readonly Candidate[]; readonly names: Names },
): Promise<Completion> {
  const { pending } = scan(before, universalOptions);
  if (pending !== undefined) return valuesOf(pending, current, names);
  if (current.startsWith("-")) return ofOptions({ options: universalOptions, given: new Map() }, current, names);
  return matching(members, current);
}

async function ofCommand(command: Command, { before, current }: Place, namesFor: NamesFor): Promise<Completion> {
  // What is typed there is for another shell.
  if (command.rest !== undefined && before.includes("--")) return nothing;
  const options: Options = { ...command.options, ...universalOptions };
  const { words, given, pending } = scan(before, options);
  const names = namesFor(given);
  if (pending !== undefined) return valuesOf(pending, current, names);
  if (current.startsWith("-")) return ofOptions({ options, given }, current, names);
  if (command.complete !== undefined) {
    const found = await command.complete(words, current, names);
    return found === "files" ? { candidates: [], files: true } : matching(found, current);
  }
  const forms = Object.values(command.arguments).map(({ form }) => form);
  const form = forms[words.length] ?? (forms.at(-1)?.includes("...") === true ? forms.at(-1) : undefined);
  return form === undefined ? nothing : ofKind(placeholder(form), current, names);
}

/** The options that were not given, or the values of one: `--output=`. */
async function ofOptions(
  { options, given }: { readonly options: Options; readonly given: ReadonlyMap<string, string | true> },
  current: string,
  names: Names,
): Promise<Completion> {
  const equals = current.indexOf("=");
  if (equals > 0) {
    const option = optionOf(current.slice(0, equals), options)?.option;
    if (option === undefined || !takesValue(option)) return nothing;
    const { candidates, files } = await valuesOf(option, current.slice(equals + 1), names);
    const start = current.slice(0, equals + 1);
    return { candidates: candidates.map(({ value, summary }) => ({ value: start + value, summary })), files };
  }
  const open = Object.entries(options).filter(([key, option]) => !given.has(key) || Array.isArray(option.initial));
  const candidates = open.map(([, option]) => ({ value: flagsOf(option).at(-1) ?? "", summary: option.summary }));
  return matching([...candidates, { value: "--help", summary: "print the help of the command" }], current);
}

async function valuesOf(option: Option<unknown>, current: string, names: Names): Promise<Completion> {
  if (option.choices !== undefined)
    return matching(
      option.choices.map((value) => ({ value })),
      current,
    );
  if (option === universalOptions.context) return ofKind("context", current, names);
  const kind = placeholder(option.flags);
  // `--size <GiB>` is no size of a droplet, and `--paginate <key>` no SSH key.
  const isNamed = flagsOf(option).some((flag) => flag.endsWith(kind)) || isFile(kind);
  return isNamed ? ofKind(kind, current, names) : nothing;
}

async function ofKind(kind: string, current: string, names: Names): Promise<Completion> {
  if (isFile(kind)) return { candidates: [], files: true };
  if (kind === "command") return matching(membersOf(registry), current);
  return matching(await names(kind), current);
}

/** What `<droplet...>` or `-R, --region <region>` asks for. */
function placeholder(text: string): string {
  return /[<[]([^\]>]*?)(?:\.\.\.)?[\]>]$/.exec(text)?.[1] ?? "";
}

function isFile(kind: string): boolean {
  return kind === "file";
}

function membersOf(members: Readonly<Record<string, { readonly summary: string }>>): Candidate[] {
  return Object.entries(members).map(([value, { summary }]) => ({ value, summary }));
}

function matching(candidates: readonly Candidate[], current: string): Completion {
  return { candidates: candidates.filter(({ value }) => value.startsWith(current)), files: false };
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
