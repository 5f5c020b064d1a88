import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import { reasonOf } from "../io/errno.js";
import type { Io } from "../io/io.js";
import type { Connection } from "./options.js";

/** A program with its arguments. */
export type CommandLine = readonly [program: "ssh" | "scp", ...args: string[]];

/** The options for ssh; of one that is given twice, ssh takes the first. */
export interface Presets {
  /** Before those of the user. */
  readonly fixed?: readonly string[];
  /** Where the user has said nothing else. */
  readonly initial?: readonly string[];
}

/** `ssh ... -- ADDRESS COMMAND`. The dashes keep an address from being an option, and a command from having one of ssh. */
export function sshLine(
  connection: Connection,
  { address, command }: { readonly address: string; readonly command: string | undefined },
  presets: Presets = {},
): CommandLine {
  const { user, port, agentForwarding } = connection;
  return [
    "ssh",
    ...(user === undefined ? [] : ["-l", user]),
    ...(port === undefined ? [] : ["-p", String(port)]),
    ...(agentForwarding ? ["-A"] : []),
    ...common(connection, presets),
    "--",
    address,
    ...(command === undefined ? [] : [command]),
  ];
}

/** `scp ... -- SOURCE... TARGET`, over SFTP: with the older protocol the remote shell would read the names. */
export function scpLine(connection: Connection, paths: readonly string[], flags: readonly string[]): CommandLine {
  const { user, port, agentForwarding } = connection;
  return [
    "scp",
    "-s",
    ...flags,
    ...(port === undefined ? [] : ["-P", String(port)]),
    "-o",
    `User=${user}`,
    ...(agentForwarding ? ["-o", "ForwardAgent=yes"] : []),
    ...common(connection, {}),
    "--",
    ...paths,
  ];
}

function common({ identity, acceptNew, sshOptions }: Connection, { fixed = [], initial = [] }: Presets): string[] {
  const options = [
    ...fixed,
    ...(acceptNew ? ["StrictHostKeyChecking=accept-new"] : []),
    ...sshOptions,
    ...initial.filter((preset) => !sshOptions.some((option) => keyOf(option) === keyOf(preset))),
  ];
  return [...(identity === undefined ? [] : ["-i", identity]), ...options.flatMap((option) => ["-o", option])];
}

function keyOf(option: string): string {
  return option.slice(0, option.indexOf("=")).toLowerCase();
}

/** Finds out whether the key file of `--identity` can be read: ssh would go on without it. */
export async function checkIdentity(io: Pick<Io, "cwd" | "home">, identity: string | undefined): Promise<void> {
  if (identity === undefined) return;
  if (!isLiteral(identity)) return;
  try {
    await stat(keyFile(io, identity));
  } catch (error) {
    throw new Failure(ExitCode.failed, `cannot read the key ${identity}: ${reasonOf(error)}`);
  }
}

/** False where ssh replaces a part of the name; what it becomes is for ssh to know. */
export function isLiteral(identity: string): boolean {
  return !/%|\$\{|^~[^/]/.test(identity);
}

/** The whole name of a key file. */
export function keyFile({ cwd, home }: Pick<Io, "cwd" | "home">, identity: string): string {
  return identity.startsWith("~/") ? join(home, identity.slice(2)) : resolve(cwd, identity);
}
