import type { Tags, TagsMetadata, TagsResource } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { TAG_RULE } from "../http/wording.js";
import { mapped } from "../http/pagination.js";
import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { Firewalls } from "./firewall-record.js";
import { Clusters } from "./kubernetes-cluster-record.js";
import { NodePools } from "./kubernetes-node-pool-record.js";
import { tagLabel } from "./tag-label.js";
import { type Taggable, taggables } from "./taggables.js";

/** `last` are the paths of what was tagged last, by type. Upper and lower case are one: the id is in lower case. */
interface TagRecord {
  readonly name: string;
  readonly last: Readonly<Partial<Record<Taggable | "any", string>>>;
}

const Tag: Kind<TagRecord> = { name: "tag" };

/** The tags in their first spelling, made where they are missing, for one thing at `path` that is tagged with them. */
export function applyTags(world: World, names: readonly string[], { type, path }: Tagged): string[] {
  const spelled = new Set<string>();
  for (const name of names) {
    const tag = ensureTag(world, name);
    world.documents.put(Tag, name.toLowerCase(), { ...tag, last: { ...tag.last, [type]: path, any: path } });
    spelled.add(tag.name);
  }
  return [...spelled];
}

interface Tagged {
  readonly type: Taggable;
  readonly path: string;
}

/**
 * The tag of that name, in whatever spelling, made when it is missing; throws the 422 for a name that no tag can have.
 */
export function ensureTag(world: World, name: string): TagRecord {
  const existing = world.documents.get(Tag, name.toLowerCase());
  if (existing) return existing;
  if (!/^[a-zA-Z0-9_\-:]{1,255}$/.test(name)) throw unprocessable(TAG_RULE);
  const tag: TagRecord = { name, last: {} };
  world.documents.put(Tag, name.toLowerCase(), tag);
  return tag;
}

/** The tag of that name, in whatever spelling. */
export function findTag(world: World, name: string): TagRecord | undefined {
  return world.documents.get(Tag, name.toLowerCase());
}

function requireTag(world: World, name: string): TagRecord {
  const tag = findTag(world, name);
  if (!tag) throw notFound();
  return tag;
}

function tagView(world: World, origin: string, { name, last }: TagRecord): Tags {
  const part = (count: number, path: string | undefined): TagsMetadata =>
    count > 0 && path ? { count, last_tagged_uri: origin + path } : { count };
  const counts = taggables.map(({ type, count }) => [type, count(world, tagLabel(name))] as const);
  const parts = Object.fromEntries(counts.map(([type, count]) => [type, part(count, last[type])]));
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  return { name, resources: { ...part(total, last.any), ...parts } };
}

const tagsList: Handler<"GET /v2/tags"> = ({ world, origin, page }) => {
  const { items, ...rest } = page(mapped(world.documents.find(Tag), (tag) => tagView(world, origin, tag)));
  return { tags: items, ...rest };
};

const tagsCreate: Handler<"POST /v2/tags"> = ({ world, origin, body: { name } }) => {
  if (name === undefined) throw unprocessable("name is required.");
  return { tag: tagView(world, origin, ensureTag(world, name)) };
};

const tagsGet: Handler<"GET /v2/tags/{tag_id}"> = ({ world, origin, path }) => ({
  tag: tagView(world, origin, requireTag(world, path.tag_id)),
});

const tagsDelete: Handler<"DELETE /v2/tags/{tag_id}"> = ({ world, path }) => {
  const { name } = requireTag(world, path.tag_id);
  const labels = [tagLabel(name)];
  for (const { untagAll } of taggables) untagAll(world, tagLabel(name), (tags) => without(tags, name));
  for (const firewall of world.documents.all(Firewalls, { labels })) {
    world.documents.put(Firewalls, firewall.id, { ...firewall, tags: without(firewall.tags, name) });
  }
  for (const cluster of world.documents.all(Clusters, { labels })) {
    const settings = { ...cluster.settings, tags: without(cluster.settings.tags, name) };
    world.documents.put(Clusters, cluster.id, { ...cluster, settings });
  }
  for (const pool of world.documents.all(NodePools, { labels })) {
    world.documents.put(NodePools, pool.id, { ...pool, tags: without(pool.tags, name) });
  }
  world.documents.remove(Tag, name.toLowerCase());
  return undefined;
};

const tagsAssign: Handler<"POST /v2/tags/{tag_id}/resources"> = ({ world, path, body }) => {
  const { name } = requireTag(world, path.tag_id);
  changeTags(world, body, { name, change: (tags) => [...without(tags, name), name] });
  return undefined;
};

const tagsUnassign: Handler<"DELETE /v2/tags/{tag_id}/resources"> = ({ world, path, body }) => {
  const { name } = requireTag(world, path.tag_id);
  changeTags(world, body, { name: undefined, change: (tags) => without(tags, name) });
  return undefined;
};

interface TagChange {
  /** The tag to be noted as given last; undefined when it is taken away. */
  readonly name: string | undefined;
  readonly change: (tags: readonly string[]) => string[];
}

/** All or none: a resource that is not there throws the 404, which undoes what was changed before it. */
function changeTags(world: World, { resources }: TagsResource, { name, change }: TagChange): void {
  for (const { resource_type, resource_id: id = "" } of resources) {
    const taggable = taggables.find(({ resourceType }) => resourceType === resource_type);
    if (!taggable?.retag(world, id, change)) throw notFound();
    if (name) applyTags(world, [name], { type: taggable.type, path: `${taggable.path}/${id}` });
  }
}

function without(tags: readonly string[], name: string): string[] {
  return tags.filter((tag) => tag.toLowerCase() !== name.toLowerCase());
}

export const tagsOperations = {
  tags_list: tagsList,
  tags_create: tagsCreate,
  tags_get: tagsGet,
  tags_delete: tagsDelete,
  tags_assign_resources: tagsAssign,
  tags_unassign_resources: tagsUnassign,
};
