import { anyArguments, argument, command, number, requiredText, text, texts } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { resolve, resolveOne } from "../../identify/identify.js";
import { snapshotKind } from "../../identify/snapshot.js";
import { volumeKind } from "../../identify/volume.js";
import { extraOptions, readExtras } from "../../input/extras.js";
import { multiple, showItems } from "../../verbs/show.js";
import { deleteOf } from "../../verbs/standard.js";
import { Tally } from "../../verbs/tally.js";
import { anySnapshotColumns } from "../../views/any-snapshot.js";
import { volumeColumns } from "../../views/volume.js";
import { volumeTargets } from "./targets.js";

export const create = command({
  arguments: { name: argument("name", "letters, digits and -") },
  options: {
    size: number("-S, --size <GiB>", "how large it is to be; left out, as large as what the snapshot is of", {
      least: 1,
      whole: true,
    }),
    region: requiredText("-R, --region <region>", "slug of the region"),
    snapshot: text("--snapshot <snapshot>", "id or name of the volume snapshot to make it from"),
    filesystem: text("--filesystem <type>", "format it with ext4 or xfs"),
    label: text("--label <label>", "the label of the file system"),
    description: text("--description <text>", "what it is for"),
    tags: texts("--tag <tag>", "a tag to put on it; may be repeated"),
    ...extraOptions,
  },
  async run(context, { name, size, region, snapshot: word, filesystem, label, description, tags, data, set }) {
    const complete = await readExtras(context.io, { data, set });
    const origin = word === undefined ? undefined : await resolveOne(context, snapshotKind, word);
    const gigabytes = size ?? origin?.min_disk_size;
    const body = complete({
      name,
      // Which regions there are is the API's to say.
      region: region as "nyc3",
      ...(gigabytes === undefined ? {} : { size_gigabytes: gigabytes }),
      ...(origin === undefined ? {} : { snapshot_id: origin.id }),
      ...(filesystem === undefined ? {} : { filesystem_type: filesystem }),
      ...(label === undefined ? {} : { filesystem_label: label }),
      ...(description === undefined ? {} : { description }),
      ...(tags.length === 0 ? {} : { tags: [...tags] }),
    });
    if (!isSized(body)) throw usage("say how large it is to be by --size, or what to make it from by --snapshot");
    const client = await context.client();
    context.results.object(volumeColumns, await client.volumes.create(body));
  },
});

function isSized<B extends { readonly size_gigabytes?: number }>(body: B): body is B & { size_gigabytes: number } {
  return body.size_gigabytes !== undefined;
}

export const show = command({
  arguments: { words: anyArguments("volume", "ids or names; all volumes when none is named") },
  options: { region: text("-R, --region <region>", "only the volumes of this region"), multiple },
  async run(context, { words, region, multiple: many }) {
    if (words.length > 0 && region !== undefined) throw usage("name volumes, or give --region, not both");
    const query = region === undefined ? {} : { region: region as "nyc3" };
    await showItems(
      context,
      { kind: volumeKind, columns: volumeColumns },
      { words, multiple: many, all: (client) => client.volumes.list(query, { signal: context.signal }) },
    );
  },
});

export const remove = deleteOf(volumeTargets);

export const snapshot = command({
  arguments: { name: argument("name", "what the snapshot is to be called"), words: volumeTargets.words },
  options: { tags: texts("--tag <tag>", "a tag to put on it; may be repeated"), multiple },
  async run(context, { name, tags, ...input }) {
    const volumes = await resolve(context, volumeKind, input);
    const body = { name, ...(tags.length === 0 ? {} : { tags: [...tags] }) };
    return context.results.list(anySnapshotColumns, async (emit) => {
      const tally = new Tally(context);
      for (const volume of volumes) {
        if (tally.stopped) break;
        const made = await tally.attempt(volumeKind.label(volume), () => volume.createSnapshot(body));
        if (made !== undefined) emit(made);
      }
      return tally.exitCode();
    });
  },
});

export const snapshots = command({
  arguments: { words: volumeTargets.words },
  options: { multiple },
  async run(context, input) {
    const volumes = await resolve(context, volumeKind, input);
    await context.results.groups("Volume", anySnapshotColumns, async (emit) => {
      for (const volume of volumes) emit(volume.name, await volume.snapshots({ signal: context.signal }).all());
    });
  },
});
