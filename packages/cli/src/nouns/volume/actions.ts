import { argument, command, text } from "../../command/declare.js";
import { notFound, usage } from "../../failure.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolve, resolveOne } from "../../identify/identify.js";
import { actOn, historyOf, startsOf, waitFor } from "../../verbs/actionable.js";
import { runAction, runActions } from "../../verbs/actions.js";
import { waitOptions } from "../../verbs/wait.js";
import { volumeTargets } from "./targets.js";

const { kind, words, options } = volumeTargets;

export const attach = command({
  arguments: {
    volume: argument("volume", "id or name"),
    droplet: argument("droplet", "id or name, in the region of the volume"),
  },
  options: waitOptions,
  async run(context, { volume: word, droplet: dropletWord, ...wait }) {
    const volume = await resolveOne(context, kind, word);
    const droplet = await resolveOne(context, dropletKind, dropletWord);
    return runAction(context, { label: kind.label(volume), start: () => volume.attach(droplet) }, wait);
  },
});

export const detach = command({
  arguments: { words },
  options: {
    droplet: text("-D, --droplet <droplet>", "id or name, where a volume is attached to several"),
    ...options,
    ...waitOptions,
  },
  notes: "File systems on them should be unmounted before.",
  async run(context, { droplet: word, ...input }) {
    const volumes = await resolve(context, kind, input);
    const from = word === undefined ? undefined : (await resolveOne(context, dropletKind, word)).id;
    // Before anything changes.
    const droplets = new Map(
      volumes.map((volume) => [volume.id, from ?? theOnly(volume.droplet_ids, kind.label(volume))]),
    );
    const starts = startsOf(kind, volumes, (volume) => volume.detach(droplets.get(volume.id) ?? 0));
    return runActions(context, starts, input);
  },
});

function theOnly(droplets: readonly number[] | null, label: string): number {
  const [first, ...others] = droplets ?? [];
  if (first === undefined) throw notFound(`${label} is attached to no droplet`);
  if (others.length > 0) throw usage(`${label} is attached to ${[first, ...others].join(", ")}`, "choose by --droplet");
  return first;
}

export const resize = command({
  arguments: { size: argument("GiB", "how large they are to be: they can never shrink again"), words },
  options: { ...options, ...waitOptions },
  async run(context, { size, ...input }) {
    const gigabytes = Number(size);
    if (!/^\d+$/.test(size) || gigabytes < 1) throw usage(`"${size}" is no size: give a whole number of GiB`);
    const volumes = await resolve(context, kind, input);
    const starts = startsOf(kind, volumes, (volume) => volume.resize(gigabytes));
    return runActions(context, starts, input);
  },
});

export const act = actOn(volumeTargets);
export const actions = historyOf(volumeTargets);
export const wait = waitFor(volumeTargets);
