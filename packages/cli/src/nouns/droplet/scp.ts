import { command, flag, someArguments } from "../../command/declare.js";
import { usage } from "../../failure.js";
import type { Names } from "../../completion/candidate.js";
import { addressOf, warnOfSimulated } from "../../ssh/address.js";
import { checkIdentity, scpLine } from "../../ssh/command-line.js";
import { connectionOptions } from "../../ssh/options.js";
import { findPlaces, parsePlace, scpSource, scpTarget } from "../../ssh/places.js";
import { handOver } from "../../ssh/program.js";

export const scp = command({
  arguments: { paths: someArguments("path", "the sources, then the target; droplet:path is on a droplet") },
  options: {
    ...connectionOptions,
    recursive: flag("-r, --recursive", "copy folders with all that is in them"),
  },
  notes:
    "A path on a droplet begins in the home folder of the user. Names are taken as they are: * and ? stand for themselves there.",
  complete: completePlace,
  async run(context, { paths, recursive, ...connection }) {
    const target = paths.at(-1);
    if (target === undefined || paths.length < 2) throw usage("name what to copy, and where to");
    const places = paths.map(parsePlace);
    if (places.every(({ droplet }) => droplet === undefined))
      throw usage("none of the paths is on a droplet", "a path on a droplet is written as droplet:path");
    await checkIdentity(context.io, connection.identity);
    const found = await findPlaces(context, places, (droplet) => addressOf(droplet, connection));
    const words = found.map((place, index) => (index < found.length - 1 ? scpSource(place) : scpTarget(place)));
    // From one droplet to another by way of this machine: the first has no key for the second.
    const isBetween = found.at(-1)?.address !== undefined && found.slice(0, -1).some(({ address }) => address);
    const line = scpLine(connection, words, [...(recursive ? ["-r"] : []), ...(isBetween ? ["-3"] : [])]);
    const labels = new Set(found.flatMap(({ label }) => label ?? []));
    if (context.dryRun !== undefined) return context.dryRun.command(line, [...labels].join(", "));
    warnOfSimulated(
      context,
      found.flatMap(({ address }) => address ?? []),
    );
    return handOver(context, line);
  },
});

/** The names of droplets, and where none fits, files. */
async function completePlace(_: readonly string[], current: string, names: Names) {
  const droplets = (await names("droplet")).map(({ value, summary }) => ({ value: `${value}:`, summary }));
  const fitting = current === "" ? [] : droplets.filter(({ value }) => value.startsWith(current));
  return fitting.length > 0 ? fitting : "files";
}
