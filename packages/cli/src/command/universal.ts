import { flag, type Input, InvalidValue, type Option, seconds, text } from "./declare.js";

const columns: Option<readonly string[]> = {
  flags: "--columns <names>",
  summary: "the columns of a table or CSV, with commas between; also fields such as region.slug",
  initial: [],
  parse(word, previous) {
    const names = word.split(",").map((name) => name.trim());
    if (names.includes("")) throw new InvalidValue("Must be names with commas between.");
    return [...previous, ...names];
  },
};

/** The options that every command takes, anywhere on the line. `--help` and `--version` are the parser's own. */
export const universalOptions = {
  apiToken: text("--api-token <token>", "the API token to use", {
    conflicts: ["apiTokenFile", "apiTokenCommand", "context"],
  }),
  apiTokenFile: text("--api-token-file <file>", "read the API token from a file (- for standard input)", {
    conflicts: ["apiTokenCommand", "context"],
  }),
  apiTokenCommand: text("--api-token-command <command>", "take the API token from what a shell command prints", {
    conflicts: ["context"],
  }),
  context: text("--context <name>", "use the token that `doapi auth login` stored under this name"),
  endpoint: text("--endpoint <url>", "the API to talk to, instead of https://api.digitalocean.com"),
  timeout: seconds("--timeout <seconds>", "how long one request may take"),
  sim: flag("--sim", "use the simulator built in: no account, no token, nothing is billed"),
  output: text("-o, --output <format>", "how to print results; by default a table on a terminal, else json", {
    choices: ["json", "yaml", "csv", "ndjson", "table"],
  }),
  columns,
  sort: text("--sort <column>", "print a list in the order of this column or field; -<column> for the other way round"),
  query: text("--query <jmespath>", "print what this JMESPath expression makes of the result"),
  noHeader: flag("--no-header", "leave out the line with the names of the columns"),
  dryRun: flag(
    "--dry-run",
    "change nothing: print the commands that would do it, requests as curl, and what it would cost",
  ),
  yes: flag("-y, --yes", "do what cannot be taken back without asking"),
  quiet: flag("--quiet", "no warnings, notes or progress on standard error"),
};

export type UniversalInput = Input<typeof universalOptions>;
