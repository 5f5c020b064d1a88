import { flag, type Input, seconds, text } from "./declare.js";

/** The options that every command takes, anywhere on the line. `--help` and `--version` are the parser's own. */
export const universalOptions = {
  apiToken: text("--api-token <token>", "the API token to use", { conflicts: ["apiTokenFile"] }),
  apiTokenFile: text("--api-token-file <file>", "read the API token from a file (- for standard input)"),
  endpoint: text("--endpoint <url>", "the API to talk to, instead of https://api.digitalocean.com"),
  timeout: seconds("--timeout <seconds>", "how long one request may take"),
  sim: flag("--sim", "use the simulator built in: no account, no token, nothing is billed"),
  output: text("-o, --output <format>", "how to print results; by default a table on a terminal, else json", {
    choices: ["json", "ndjson", "table"],
  }),
  quiet: flag("--quiet", "no warnings, notes or progress on standard error"),
};

export type UniversalInput = Input<typeof universalOptions>;
