import { ExitCode } from "../exit-codes.js";

const meanings: Readonly<Record<keyof typeof ExitCode, string>> = {
  done: "Done.",
  failed: "Failed.",
  usage: "The command line makes no sense; nothing was changed.",
  denied: "No token, or not allowed.",
  notFound: "Not found, or the name fits several.",
  refused: "Refused by the API.",
  rateLimited: "Rate limited.",
  actionErrored: "An action errored.",
  waitLimit: "The limit of a wait was reached; what was pending is in the output.",
  partly: "Done in part; the output shows that part.",
  interrupted: "Interrupted; the output shows what was known by then.",
};

export const exitStatus = Object.entries(ExitCode).map(
  // The keys are those of the table above.
  ([name, code]) => [code, meanings[name as keyof typeof ExitCode]] as const,
);

type Explained = readonly (readonly [name: string, meaning: string])[];

export const environment: Explained = [
  ["DO_API_TOKEN", "The API token; also `DIGITALOCEAN_TOKEN`, `DIGITALOCEAN_ACCESS_TOKEN` and `DIGITALOCEAN_API_KEY`."],
  ["DOAPI_CONTEXT", "The context to use, as `--context`."],
  ["DOAPI_SIM", "Set to 1, `--sim` in every command."],
  ["DOAPI_SIM_PACE", "How long things take in the simulator: 1 as in reality, 0.1 by default, 0 no time."],
  ["DOAPI_SIM_STATE", "The file that the state of the simulator is kept in."],
  ["GRADIENT_MODEL_ACCESS_KEY", "The key for operations of models, in `doapi api`."],
  ["GRADIENT_AGENT_ACCESS_KEY", "The key for operations of an agent, whose address is in `GRADIENT_AGENT_ENDPOINT`."],
  ["NO_COLOR", "No colours, when it is set to anything."],
  ["XDG_CACHE_HOME", "Where completion keeps names for a minute, in place of `~/.cache`."],
  ["XDG_CONFIG_HOME", "Where contexts are, in place of `~/.config`."],
  ["XDG_STATE_HOME", "Where the state of the simulator is, in place of `~/.local/state`."],
];

export const files: Explained = [
  ["~/.config/doapi/contexts/", "The contexts of `doapi auth login`, for their owner alone to read."],
  ["~/.doapi", "An API token."],
  ["~/.config/doctl/config.yaml", "The contexts of doctl, read and never written."],
  ["~/.local/state/doapi/simulator.db", "The state of the simulator of `--sim`."],
];
