import type { DigitalOcean, Tag } from "@doapi/client";
import { ExitCode } from "../exit-codes.js";
import { Failure, notFound } from "../failure.js";
import { atMostOne, createLookup, resolveOne } from "../identify/identify.js";
import { tagKind } from "../identify/tag.js";
import type { Context } from "../session/context.js";

/** The kinds of resources that a tag can be put on, by the field of a tag that counts them, and the lists in which each is. */
const carriers = {
  // GPU droplets are in a list of their own.
  droplets: { type: "droplet", path: "/v2/droplets", lists: [{}, { type: "gpus" }] },
  images: { type: "image", path: "/v2/images", lists: [{}] },
  volumes: { type: "volume", path: "/v2/volumes", lists: [{}] },
  volume_snapshots: { type: "volume_snapshot", path: "/v2/snapshots", lists: [{ resource_type: "volume" }] },
} as const;

interface Carrier {
  readonly resource_id: string;
  readonly resource_type: (typeof carriers)[keyof typeof carriers]["type"];
}

/**
 * Gives a tag another name in the only way there is: a new tag for everything that has the old one. The old one is deleted last,
 * so that a failure on the way leaves both.
 */
export async function renameTag(context: Context, word: string, name: string): Promise<Tag> {
  const old = await resolveOne(context, tagKind, word);
  const lookup = await createLookup(context);
  const taken = await atMostOne(tagKind, name, lookup);
  if (taken !== undefined) throw notFound(`there is a tag ${taken.name} already`);
  const { client } = lookup;
  const tagged = await findCarriers(client, old, context.signal);
  await client.tags.create(name);
  if (tagged.length > 0) await client.tags.add(name, tagged);
  await old.delete();
  return client.tags.get(name);
}

async function findCarriers(client: DigitalOcean, tag: Tag, signal: AbortSignal): Promise<Carrier[]> {
  const found: Carrier[] = [];
  for (const [kind, { count = 0 }] of countsOf(tag)) {
    if (count === 0) continue;
    if (!(kind in carriers))
      throw new Failure(ExitCode.failed, `${count} ${kind} have the tag ${tag.name}, which cannot be given another`);
    const { type, path, lists } = carriers[kind as keyof typeof carriers];
    const ids = new Set<string>();
    for (const list of lists) {
      if (ids.size >= count) break;
      for await (const item of client.rawList(path, { query: { ...list, tag_name: tag.name }, signal })) {
        const { id, tags } = Object(item) as { readonly id?: string | number; readonly tags?: readonly string[] };
        // Not every one of these lists can be asked for a tag.
        if (id === undefined || tags?.some((own) => own.toLowerCase() === tag.name.toLowerCase()) !== true) continue;
        ids.add(String(id));
      }
    }
    // What is in no list would lose its tag by the rename.
    if (ids.size < count)
      throw new Failure(
        ExitCode.failed,
        `only ${ids.size} of the ${count} ${kind} with the tag ${tag.name} can be found`,
      );
    for (const id of ids) found.push({ resource_id: id, resource_type: type });
  }
  return found;
}

function countsOf(tag: Tag): [kind: string, { readonly count?: number }][] {
  const kinds = Object.entries(tag.resources ?? {});
  return kinds.flatMap(([kind, value]) => (typeof value === "object" && value !== null ? [[kind, value]] : []));
}
