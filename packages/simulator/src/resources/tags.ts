import type { Tags, TagsMetadata, TagsResource } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { TAG_RULE } from "../http/wording.js";
import { mapped } from "../http/pagination.js";
import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { Droplets } from "./droplet-record.js";
import { Images } from "./image-record.js";
import { tagLabel } from "./tag-label.js";

/** `last` are the paths of what was tagged last, by type. Upper and lower case are one: the id is in lower case. */
interface TagRecord {
  readonly name: string;
  readonly last: Readonly<Partial<Record<Taggable | "any", string>>>;
}

type Taggable = "droplets" | "images";

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

/** The tag of that name, in whatever spelling, made when it is missing; throws the 422 for a name that no tag can have. */
export function ensureTag(world: World, name: string): TagRecord {
  const existing = world.documents.get(Tag, name.toLowerCase());
  if (existing) return existing;
  if (!/^[a-zA-Z0-9_\-:]{1,255}$/.test(name)) throw unprocessable(TAG_RULE);
  const tag: TagRecord = { name, last: {} };
  world.documents.put(Tag, name.toLowerCase(), tag);
  return tag;
}

function requireTag(world: World, name: string): TagRecord {
  const tag = world.documents.get(Tag, name.toLowerCase());
  if (!tag) throw notFound();
  return tag;
}

function tagView(world: World, origin: string, { name, last }: TagRecord): Tags {
  const labels = [tagLabel(name)];
  const droplets = world.documents.find(Droplets, { labels }).count();
  const images = world.documents.find(Images, { labels }).count();
  const part = (count: number, path: string | undefined): TagsMetadata =>
    count > 0 && path ? { count, last_tagged_uri: origin + path } : { count };
  // The API says `images`, where its document has a misprint.
  const resources: Tags["resources"] & { images: TagsMetadata } = {
    ...part(droplets + images, last.any),
    droplets: part(droplets, last.droplets),
    images: part(images, last.images),
    volumes: { count: 0 },
    volume_snapshots: { count: 0 },
    databases: { count: 0 },
  };
  return { name, resources };
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
  for (const droplet of world.documents.all(Droplets, { labels })) {
    world.documents.put(Droplets, droplet.id, { ...droplet, tags: without(droplet.tags, name) });
  }
  for (const image of world.documents.all(Images, { labels })) {
    world.documents.put(Images, image.id, { ...image, tags: without(image.tags ?? [], name) });
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
  for (const { resource_type: type, resource_id: id = "" } of resources) {
    if (type === "droplet") {
      const droplet = world.documents.get(Droplets, id);
      if (!droplet) throw notFound();
      world.documents.put(Droplets, droplet.id, { ...droplet, tags: change(droplet.tags) });
      if (name) applyTags(world, [name], { type: "droplets", path: `/v2/droplets/${id}` });
    } else if (type === "image") {
      const image = world.documents.get(Images, id);
      if (!image) throw notFound();
      world.documents.put(Images, image.id, { ...image, tags: change(image.tags ?? []) });
      if (name) applyTags(world, [name], { type: "images", path: `/v2/images/${id}` });
    } else {
      // Volumes are not simulated, so that there is none.
      throw notFound();
    }
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
