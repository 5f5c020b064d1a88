import { flag, type Input, InvalidValue, number, type Option, text, texts } from "../command/declare.js";

/** Names that are neither an option of ssh nor cut in two by it. */
const userName = /^[A-Za-z0-9_.][A-Za-z0-9_.@+-]*$/;

export const user: Option<string> = {
  flags: "-l, --user <user>",
  summary: "the user to log in as (root)",
  initial: "root",
  parse(word) {
    if (!userName.test(word)) throw new InvalidValue("Must be the name of a user: letters, digits, and _ . @ + -.");
    return word;
  },
};

export const identity = text("-i, --identity <file>", "the private key to log in with");
export const privateAddress = flag("--private", "go to the private address instead of the public one");

const sshOption: Option<readonly string[]> = {
  ...texts("--ssh-option <key=value>", "an option of ssh_config(5), such as ConnectTimeout=5; may be repeated"),
  parse(word, previous) {
    if (!/^[A-Za-z][A-Za-z0-9]*=[^\r\n\0]+$/.test(word)) throw new InvalidValue("Must be KEY=VALUE.");
    return [...previous, word];
  },
};

/** How a droplet is logged in to: the options of every command that does so. */
export const connectionOptions = {
  user,
  identity,
  port: number("-p, --port <number>", "the port of the SSH server (22)", { least: 1, most: 65_535, whole: true }),
  private: privateAddress,
  agentForwarding: flag("-A, --agent-forwarding", "let the droplet use the keys of the SSH agent here"),
  acceptNew: flag("--accept-new", "take the host key of a droplet that is not known yet, without asking"),
  sshOptions: sshOption,
};

export type Connection = Input<typeof connectionOptions>;
