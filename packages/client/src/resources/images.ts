import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { ImageNewCustom, ImagesListQuery, ImageUpdate, Image as WireImage } from "../generated/types/images.js";
import type { List } from "../pagination/list.js";
import type { Args, CallOptions } from "../routes.js";
import type { WaitOptions } from "../waiting/watch.js";
import { Actionable } from "./actionable.js";
import { Action, ActionCall, actionIn } from "./action.js";
import { open } from "./envelope.js";
import { named, theOnly } from "./names.js";
import { type Readiness, ReadyCall, whenReady } from "./readiness.js";
import { type BySlug, type ImageReference, idOf, type Known, slugOf } from "./references.js";
import { via } from "./snapshot.js";

type KnownImage = Known<
  WireImage,
  "id" | "name" | "distribution" | "slug" | "public" | "regions" | "created_at" | "type"
>;
/** What an image action takes, as the API has it. */
export type ImageActionBody = Args<"POST /v2/images/{image_id}/actions">["body"];

const readiness: Readiness<Image> = {
  what: "images",
  statusOf: (image) => image.status,
  ready: ["available"],
  failed: ["deleted", "retired"],
};

/** An image without its fields: everything that needs only its number. */
export class ImageRef<W extends { id?: number } = { id: number }> extends Actionable<W> {
  declare readonly id: number;

  /** The image as it is now, as a new object. `GET /v2/images/{image_id}` */
  fetch(options: CallOptions = {}): Call<Image> {
    return new Images(this[via]).get(this.id, options);
  }

  /** Changes name, distribution or description; gives the changed image as a new object. `PUT /v2/images/{image_id}` */
  update(body: ImageUpdate, options: CallOptions = {}): Call<Image> {
    return new Images(this[via]).update(this.id, body, options);
  }

  /** Deletes the image for good. `DELETE /v2/images/{image_id}` */
  delete(options: CallOptions = {}): Call<void> {
    return new Images(this[via]).delete(this.id, options);
  }

  /** Starts any action on the image. `POST /v2/images/{image_id}/actions` */
  act(body: ImageActionBody, options: CallOptions = {}): ActionCall {
    return new Images(this[via]).act(this.id, body, options);
  }

  /** Copies the image to another region. */
  transfer(region: BySlug, options: CallOptions = {}): ActionCall {
    // The document lists the regions of its day; newer ones are as good.
    return this.act({ type: "transfer", region: slugOf(region) } as ImageActionBody, options);
  }

  /** Turns a backup into a snapshot. */
  convert(options: CallOptions = {}): ActionCall {
    return this.act({ type: "convert" }, options);
  }

  /** The actions of this image. `GET /v2/images/{image_id}/actions` */
  override actions(query: { per_page?: number } = {}, options: CallOptions = {}): List<Action> {
    const core = this[via];
    const args = { ...options, path: { image_id: this.id }, query };
    return core.list("GET /v2/images/{image_id}/actions", args, (wire) => new Action(core, wire));
  }
}

/** An image that droplets are made from, as it was at one moment. */
export class Image extends ImageRef<WireImage> {
  /**
   * Waits until it is available, which a custom image is when it has been imported.
   *
   * @throws ResourceFailedError when it could not be imported: `resource.error_message` tells why; WaitTimeoutError,
   *   WaitAbortedError, WaitFailedError
   */
  ready(options: WaitOptions<Image> = {}): Promise<Image> {
    return whenReady<Image>(this[via], this, { ...options, readiness });
  }
}

export interface Image extends KnownImage {}

/** The images: the public ones and the account's own. */
export class Images {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * Images: all, or those of one `type`, the private ones, or those with a tag. `GET /v2/images`
   *
   * @example
   * ```ts
   * for await (const image of client.images.list({ type: "distribution" })) console.log(image.slug);
   * ```
   */
  list(query: ImagesListQuery = {}, options: CallOptions = {}): List<Image> {
    return this.#core.list("GET /v2/images", { ...options, query }, (wire) => new Image(this.#core, wire));
  }

  /** One image by number or slug. `GET /v2/images/{image_id}` */
  get(image: ImageReference, options: CallOptions = {}): Call<Image> {
    const route = "GET /v2/images/{image_id}";
    const args = { ...options, path: { image_id: idOf<number | string>(image) } };
    return this.#core.call(route, args, (body) => new Image(this.#core, open(body, "image", route)));
  }

  /** An image by number, without a request. */
  ref(id: number): ImageRef {
    return new ImageRef(this.#core, { id });
  }

  /** The images with a name; there can be several. Reads the list, which `private: true` makes a short one. */
  findAll(
    { name, ...query }: { readonly name: string } & ImagesListQuery,
    options: CallOptions = {},
  ): Promise<Image[]> {
    return named(this.list(query, options), name);
  }

  /**
   * The image with a name.
   *
   * @throws NameNotFoundError when there is none, AmbiguousNameError with the candidates when there are several
   */
  async find(query: { readonly name: string } & ImagesListQuery, options: CallOptions = {}): Promise<Image> {
    return theOnly(await this.findAll(query, options), "image", query.name);
  }

  /**
   * Imports a custom image from a URL: raw, qcow2, vhdx, vdi or vmdk, also as gzip or bzip2, up to 100 GB unpacked.
   * `POST /v2/images`
   *
   * @example
   * ```ts
   * const custom = await client.images
   *   .create({ name: "base", url: "https://images.example.com/base.qcow2", region: "nyc3", distribution: "Debian" })
   *   .ready();
   * ```
   */
  create(body: ImageNewCustom, options: CallOptions = {}): ReadyCall<Image> {
    const core = this.#core;
    const route = "POST /v2/images";
    const convert = (answer: { image: WireImage }) => new Image(core, open(answer, "image", route));
    return new ReadyCall(core.exchange(route, { ...options, body }, convert), { core, readiness });
  }

  /** Changes an image. `PUT /v2/images/{image_id}` */
  update(image: number | { readonly id: number }, body: ImageUpdate, options: CallOptions = {}): Call<Image> {
    const route = "PUT /v2/images/{image_id}";
    const args = { ...options, path: { image_id: idOf(image) }, body };
    return this.#core.call(route, args, (answer) => new Image(this.#core, open(answer, "image", route)));
  }

  /** Deletes an image for good. `DELETE /v2/images/{image_id}` */
  delete(image: number | { readonly id: number }, options: CallOptions = {}): Call<void> {
    const args = { ...options, path: { image_id: idOf(image) } };
    return this.#core.call("DELETE /v2/images/{image_id}", args, () => undefined);
  }

  /** Starts any action on an image. `POST /v2/images/{image_id}/actions` */
  act(image: number | { readonly id: number }, body: ImageActionBody, options: CallOptions = {}): ActionCall {
    const route = "POST /v2/images/{image_id}/actions";
    const args = { ...options, path: { image_id: idOf(image) }, body };
    return new ActionCall(this.#core.exchange(route, args, (answer) => actionIn(this.#core, answer, route)));
  }
}

export const images = (core: Core): Images => new Images(core);
