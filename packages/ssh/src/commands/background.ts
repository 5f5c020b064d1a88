import type { CommandResult } from "../errors.js";
import { type Command, lineOf } from "./command.js";
import { quote, quotePath } from "./quote.js";
import type { RunOptions } from "./run.js";

/** What runs commands: an `Ssh`. */
export interface Runner {
  run(command: Command, options?: RunOptions): Promise<CommandResult>;
}

export interface BackgroundOptions {
  /** The file that gets what the command writes, at its end; by default that is dropped. */
  readonly log?: string | undefined;
  readonly directory?: string | undefined;
  /** Variables for the command. Others on the machine may be able to read them: no place for secrets. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** Starts a command that outlives the connection, and gives its process id. */
export async function startInBackground(runner: Runner, command: Command, options: BackgroundOptions): Promise<number> {
  const { log, ...surroundings } = options;
  const file = log === undefined ? "/dev/null" : quotePath(log);
  // Opened once before: what goes wrong in the background is told to nobody.
  const lines = [
    `: >>${file} || exit`,
    `nohup setsid "\${SHELL:-/bin/sh}" -c ${quote(lineOf(command))} >>${file} 2>&1 </dev/null &`,
    'echo "$!"',
  ];
  const { stdout } = await runner.run(lines.join("\n"), {
    ...surroundings,
    name: `starting ${lineOf(command)}`,
    timeout: 60_000,
  });
  return Number(stdout.trim().split("\n").at(-1));
}
