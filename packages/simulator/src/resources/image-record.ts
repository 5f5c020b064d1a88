import type { Image } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { tagLabel } from "./tag-label.js";

/** An image of the account: a snapshot or backup of a Droplet, or one that was imported. */
export interface ImageRecord extends Required<Image> {
  readonly type: "snapshot" | "backup" | "custom";
  /** The Droplet that it was made from; null for an imported one. */
  readonly droplet_id: number | null;
}

export const Images: Kind<ImageRecord> = {
  name: "image",
  labels: ({ type, droplet_id, tags }) => [
    type,
    ...(droplet_id === null ? [] : [madeOf(droplet_id)]),
    ...(tags ?? []).map(tagLabel),
  ],
};

/** By which the snapshots and backups of a Droplet are found. */
export const madeOf = (droplet: number) => `of ${droplet}`;

/** An image of the account or of the catalogue, by id or slug; the number may be text. */
export function findImage(world: World, identifier: string | number): (Image & { id: number }) | undefined {
  const text = String(identifier);
  if (!/^\d+$/.test(text)) return world.catalog.imagesBySlug.get(text);
  const own = world.documents.get(Images, Number(text));
  return own ? imageView(own) : world.catalog.images.get(Number(text));
}

export function imageView({ droplet_id: _, ...image }: ImageRecord): Image & { id: number } {
  return image;
}

export type NewImage = Pick<ImageRecord, "type" | "name" | "droplet_id"> & Partial<ImageRecord>;

export function createImage(world: World, details: NewImage): ImageRecord {
  const image: ImageRecord = {
    id: world.nextNumber("image"),
    distribution: "Unknown",
    slug: null,
    public: false,
    regions: [],
    created_at: timestamp(world.now),
    min_disk_size: null,
    size_gigabytes: null,
    description: "",
    tags: [],
    status: "available",
    error_message: "",
    ...details,
  };
  world.documents.put(Images, image.id, image);
  return image;
}
