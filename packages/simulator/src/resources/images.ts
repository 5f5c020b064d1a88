import type { Image } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { concatenated, fromArray, mapped } from "../http/pagination.js";
import { ApiProblem, notFound, unprocessable } from "../problem.js";
import type { Kind, Source } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { createImage, findImage, type ImageRecord, Images, imageView } from "./image-record.js";
import { tagLabel } from "./tag-label.js";
import { applyTags } from "./tags.js";

/** Ids of images that were deleted: deleting one again is answered differently from one that never was. */
const DeletedImages: Kind<true> = { name: "deleted_image" };

/** An image that the account may change; throws the 403 for one of the catalogue and the 404 for none. */
export function requireOwnImage(world: World, id: number): ImageRecord {
  const image = world.documents.get(Images, id);
  if (image) return image;
  if (!world.catalog.images.has(id)) throw notFound();
  throw new ApiProblem(403, "forbidden", { message: "You are not authorized to perform this operation." });
}

export function deleteImage(world: World, id: number): void {
  if (world.documents.get(DeletedImages, id)) throw unprocessable("Image Can not delete an already deleted image.");
  requireOwnImage(world, id);
  world.documents.remove(Images, id);
  world.documents.put(DeletedImages, id, true);
}

const imagesList: Handler<"GET /v2/images"> = ({ world, query, page }) => {
  const { items, ...rest } = page(listed(world, query));
  return { images: items, ...rest };
};

interface ImageFilter {
  type?: "application" | "distribution";
  private?: boolean;
  tag_name?: string;
}

function listed(world: World, { type, tag_name, private: own }: ImageFilter): Source<Image> {
  const ownImages = (labels: string[]) => mapped(world.documents.find(Images, { labels }), imageView);
  if (tag_name !== undefined) return ownImages([tagLabel(tag_name)]);
  if (own) return ownImages([]);
  const catalog = [...world.catalog.images.values()].filter(({ status }) => status !== "retired");
  if (type === "distribution") return fromArray(catalog.filter((image) => image.type === "base"));
  if (type === "application") return fromArray(catalog.filter((image) => image.type !== "base"));
  return concatenated(fromArray<Image>(catalog), ownImages([]));
}

const imagesGet: Handler<"GET /v2/images/{image_id}"> = ({ world, path }) => {
  const image = findImage(world, path.image_id);
  if (!image) throw notFound();
  return { image };
};

const imagesUpdate: Handler<"PUT /v2/images/{image_id}"> = ({ world, path, body }) => {
  const image = requireOwnImage(world, path.image_id);
  if (body.name?.trim() === "") throw unprocessable("Name can't be blank.");
  const updated: ImageRecord = {
    ...image,
    name: body.name ?? image.name,
    description: body.description ?? image.description,
    distribution: body.distribution ?? image.distribution,
  };
  world.documents.put(Images, image.id, updated);
  return { image: imageView(updated) };
};

const imagesDelete: Handler<"DELETE /v2/images/{image_id}"> = ({ world, path }) => {
  deleteImage(world, path.image_id);
  return undefined;
};

const imagesCreate: Handler<"POST /v2/images"> = ({ world, body }) => {
  if (!world.catalog.regions.has(body.region)) throw unprocessable("You specified an invalid region.");
  if (!/^https?:\/\/[^/]/i.test(body.url) || !URL.canParse(body.url)) {
    throw unprocessable("url must be the address of an image.");
  }
  if (body.name.trim() === "") throw unprocessable("Name can't be blank.");
  const { id } = createImage(world, {
    type: "custom",
    name: body.name,
    droplet_id: null,
    status: "NEW",
    regions: [body.region],
    ...(body.distribution && { distribution: body.distribution }),
    ...(body.description && { description: body.description }),
  });
  const image = requireOwnImage(world, id);
  const tagged = { ...image, tags: applyTags(world, body.tags ?? [], { type: "images", path: `/v2/images/${id}` }) };
  world.documents.put(Images, id, tagged);
  world.schedule("image.import", { image: id, url: body.url } satisfies Import);
  return { image: imageView(tagged) };
};

interface Import {
  readonly image: number;
  readonly url: string;
}

/** Nothing is fetched; but what is at a host that never exists can never be imported. */
const imported: EventHandler = (world, { payload, errored }) => {
  const { image: id, url }: Import = payload;
  const image = world.documents.get(Images, id);
  if (!image) return;
  const outcome: Partial<ImageRecord> =
    errored || new URL(url).hostname.endsWith(".invalid")
      ? { status: "deleted", error_message: "The image could not be imported." }
      : { status: "available", min_disk_size: 20, size_gigabytes: 2.5 };
  world.documents.put(Images, id, { ...image, ...outcome });
};

export const imagesOperations = {
  images_list: imagesList,
  images_get: imagesGet,
  images_update: imagesUpdate,
  images_delete: imagesDelete,
  images_create_custom: imagesCreate,
};

export const imagesEvents = { "image.import": imported };
