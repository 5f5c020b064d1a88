import type { Droplet } from "@doapi/client";
import { command, flag, type Input, number, seconds, someArguments } from "../../command/declare.js";
import { ExitCode } from "../../exit-codes.js";
import { usage } from "../../failure.js";
import { allDroplets, dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { tagKind } from "../../identify/tag.js";
import type { Context } from "../../session/context.js";
import { reachOf, warnOfSimulated } from "../../ssh/address.js";
import { checkIdentity, sshLine } from "../../ssh/command-line.js";
import { prefixedOutput } from "../../ssh/host-output.js";
import { connectionOptions } from "../../ssh/options.js";
import { type Running, runOnEach, type Target } from "../../ssh/run-on-each.js";
import { remoteCommand } from "../../ssh/words.js";
import { type HostResult, hostResultColumns } from "../../views/host-result.js";
import { checkTargets, namedDroplets, type Targets, targetArguments, targetOptions } from "./targets.js";

/** Nobody is there to answer; and a connection of the user's own that stays open would keep the output open. */
const fixed = ["BatchMode=yes", "ControlMaster=no"];
/** What is gone must not be waited for without end. */
const initial = ["ConnectTimeout=15", "ServerAliveInterval=15"];

const runOptions = {
  parallel: number("--parallel <number>", "on how many droplets at once (10)", { least: 1, most: 500, whole: true }),
  hostTime: seconds("--host-time <seconds>", "stop the command on a droplet after this long"),
  prefix: flag("--prefix", "print lines as they come, with the droplet's name in front; so it is on a terminal"),
};

export const run = command({
  arguments: targetArguments,
  options: { ...targetOptions, ...runOptions, ...connectionOptions },
  rest: someArguments("command", "what to run on each; nothing is asked, and there is no input"),
  notes:
    "Words behind -- arrive as they are; a single one is a line for the shell there: -- 'uptime; df'. Ends with 9 when some of the commands fail, with 1 when all do. What is stopped may go on running on its droplet.",
  async run(context, { rest, ...input }) {
    if (rest.length === 0) throw usage("name the command to run, behind --", "doapi droplet run --tag web -- uptime");
    const printsLines = asksForLines(context, input);
    await checkIdentity(context.io, input.identity);
    const droplets = await targetDroplets(context, input);
    // One that cannot be reached keeps nothing from being done on the others.
    const targets = droplets.map((droplet) => ({ droplet, reach: reachOf(droplet, input) }));
    const lineFor = (address: string) => sshLine(input, { address, command: remoteCommand(rest) }, { fixed, initial });
    if (context.dryRun !== undefined) return tellCommands(context, targets, lineFor);
    if (targets.length === 0) context.messages.note(`no droplet has the tag ${input.tag}`);
    warnOfSimulated(
      context,
      targets.flatMap(({ reach }) => reach.address ?? []),
    );
    const running = { parallel: input.parallel ?? 10, limit: input.hostTime, lineFor };
    if (!printsLines) {
      const runAll = (emit: Running["emit"]) => runOnEach(context, targets, { ...running, emit });
      return exitCodeOf(context, await context.results.list(hostResultColumns, runAll));
    }
    const output = prefixedOutput(context.io, uniqueNames(droplets));
    return exitCodeOf(context, await runOnEach(context, targets, { ...running, output, emit: () => {} }));
  },
});

/** Lines are for people, and for who asks for them; everything else is a result like any other. */
function asksForLines({ io, options }: Context, { prefix }: Input<typeof runOptions>): boolean {
  const { output, columns = [], sort, query } = options;
  const asksForForm = output !== undefined || columns.length > 0 || sort !== undefined || query !== undefined;
  if (prefix && asksForForm)
    throw usage("--prefix prints lines: it cannot be used with -o, --columns, --sort or --query");
  return prefix || (io.stdout.isTTY && !asksForForm);
}

async function targetDroplets(context: Context, targets: Targets): Promise<Droplet[]> {
  const { tag } = checkTargets(targets);
  if (tag === undefined) return namedDroplets(context, targets);
  const { name } = await resolveOne(context, tagKind, tag);
  return allDroplets(await context.client(), name, { signal: context.signal });
}

function tellCommands({ dryRun }: Context, targets: readonly Target[], lineFor: Running["lineFor"]): void {
  for (const { droplet, reach } of targets) {
    const label = dropletKind.label(droplet);
    if (reach.address !== undefined) dryRun?.command(lineFor(reach.address), label);
    else dryRun?.command(undefined, `${label}: ${reach.problem}`);
  }
}

/** The names of droplets; of those that have the same, with the id. */
function uniqueNames(droplets: readonly Droplet[]): string[] {
  return droplets.map(({ id, name }) => {
    const isOnly = droplets.filter((other) => other.name === name).length === 1;
    return isOnly ? name : `${name} (${id})`;
  });
}

function hintFor(error: string | null): string | undefined {
  return error === "Host key verification failed." ? "--accept-new takes the host keys of new droplets" : undefined;
}

function exitCodeOf({ messages, signal }: Context, results: readonly HostResult[]): ExitCode {
  const failed = results.filter(({ exit_code: code }) => code !== 0);
  for (const { id, name, exit_code: code, error } of failed)
    messages.error(`droplet ${name} (${id}): ${error ?? `exit code ${code}`}`, hintFor(error));
  const done = results.length - failed.length;
  if (results.length > 0) messages.note(`done on ${done} of ${results.length} droplets`);
  if (signal.aborted) {
    messages.error("interrupted");
    return ExitCode.interrupted;
  }
  if (failed.length === 0) return ExitCode.done;
  return done > 0 ? ExitCode.partly : ExitCode.failed;
}
