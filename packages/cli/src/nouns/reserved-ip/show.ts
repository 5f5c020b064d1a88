import { anyArguments, command } from "../../command/declare.js";
import { reservedIpKind } from "../../identify/reserved-ip.js";
import { showItems } from "../../verbs/show.js";
import { reservedIpColumns } from "../../views/reserved-ip.js";

export const show = command({
  arguments: { ips: anyArguments("ip", "addresses; all reserved IPs when none is named") },
  run: (context, { ips }) =>
    showItems(
      context,
      { kind: reservedIpKind, columns: reservedIpColumns },
      { words: ips, all: (client) => client.reservedIps.list({}, { signal: context.signal }) },
    ),
});
