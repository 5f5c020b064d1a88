import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { DatabaseClusters } from "./database-cluster-record.js";
import { Droplets } from "./droplet-record.js";
import { Images } from "./image-record.js";
import { Volumes, VolumeSnapshots } from "./volume-record.js";

/** What a tag counts, by the name that it gives it. */
export type Taggable = "droplets" | "images" | "volumes" | "volume_snapshots" | "databases";

interface TaggableSort {
  readonly type: Taggable;
  /** What requests call one of it. */
  readonly resourceType: string;
  /** Where the API has it. */
  readonly path: string;
  readonly count: (world: World, label: string) => number;
  /** Changes the tags of one; false when it is not there. */
  readonly retag: (world: World, id: string, change: Change) => boolean;
  /** Changes the tags of all that have the tag of `label`. */
  readonly untagAll: (world: World, label: string, change: Change) => void;
}

type Change = (tags: readonly string[]) => string[];
type Document = { readonly id: string | number; readonly tags: readonly string[] | null };
type Names = Pick<TaggableSort, "type" | "resourceType" | "path">;

/** The sorts of things that can have tags; each labels its documents with `tagLabel`. */
export const taggables: readonly TaggableSort[] = [
  sort(Droplets, { type: "droplets", resourceType: "droplet", path: "/v2/droplets" }),
  sort(Images, { type: "images", resourceType: "image", path: "/v2/images" }),
  sort(Volumes, { type: "volumes", resourceType: "volume", path: "/v2/volumes" }),
  sort(VolumeSnapshots, { type: "volume_snapshots", resourceType: "volume_snapshot", path: "/v2/snapshots" }),
  sort(DatabaseClusters, { type: "databases", resourceType: "database", path: "/v2/databases" }),
];

function sort<T extends Document>(kind: Kind<T>, names: Names): TaggableSort {
  const put = (world: World, document: T, change: Change) =>
    world.documents.put(kind, document.id, { ...document, tags: change(document.tags ?? []) });
  return {
    ...names,
    count: (world, label) => world.documents.find(kind, { labels: [label] }).count(),
    retag(world, id, change) {
      const document = world.documents.get(kind, id);
      if (document) put(world, document, change);
      return document !== undefined;
    },
    untagAll(world, label, change) {
      for (const document of world.documents.all(kind, { labels: [label] })) put(world, document, change);
    },
  };
}
