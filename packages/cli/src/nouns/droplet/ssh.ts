import { anyArguments, argument, command } from "../../command/declare.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolveOne } from "../../identify/identify.js";
import { addressOf, warnOfSimulated } from "../../ssh/address.js";
import { checkIdentity, sshLine } from "../../ssh/command-line.js";
import { connectionOptions } from "../../ssh/options.js";
import { handOver } from "../../ssh/program.js";
import { remoteCommand } from "../../ssh/words.js";

export const ssh = command({
  arguments: { droplet: argument("droplet", "id or name") },
  options: connectionOptions,
  rest: anyArguments("command", "what to run there; a shell when left out"),
  notes:
    "Words behind -- arrive as they are; a single one is a line for the shell there: -- 'uptime; df'. The exit code is that of the command, or 255 where there is no connection.",
  async run(context, { droplet: word, rest, ...connection }) {
    await checkIdentity(context.io, connection.identity);
    const droplet = await resolveOne(context, dropletKind, word);
    const address = addressOf(droplet, connection);
    const line = sshLine(connection, { address, command: remoteCommand(rest) });
    if (context.dryRun !== undefined) return context.dryRun.command(line, dropletKind.label(droplet));
    warnOfSimulated(context, [address]);
    return handOver(context, line);
  },
});
