import { Call } from "../call.js";
import type { Core } from "../core.js";
import type { Tags as WireTag, TagsListQuery, TagsResource } from "../generated/types/tags.js";
import { type CreateOptions, creating } from "../exactly-once.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { exists } from "../waiting/read-many.js";
import type { ActionsCall } from "./action.js";
import type { Droplet } from "./droplet.js";
import { type DropletsByTagBody, Droplets } from "./droplets.js";
import { open } from "./envelope.js";
import { type ByName, type Known, nameOf } from "./references.js";
import { via } from "./snapshot.js";
import { TagActions } from "./tag-actions.js";

type KnownTag = Known<WireTag, "name" | "resources">;
/** A resource that a tag is put on or taken off: `{ resource_type: "droplet", resource_id: "123" }`, or a droplet object. */
export type Taggable = TagsResource["resources"][number] | Droplet;

/** A tag without its fields: everything that needs only its name. */
export class TagRef<W extends { name?: string } = { name: string }> extends TagActions<W> {
  declare readonly name: string;

  /** The tag as it is now, as a new object. `GET /v2/tags/{tag_id}` */
  fetch(options: CallOptions = {}): Call<Tag> {
    return new Tags(this[via]).get(this.name, options);
  }

  /** Deletes the tag; what has it loses it. `DELETE /v2/tags/{tag_id}` */
  delete(options: CallOptions = {}): Call<void> {
    return new Tags(this[via]).delete(this.name, options);
  }

  /** Puts the tag on resources. `POST /v2/tags/{tag_id}/resources` */
  add(resources: readonly Taggable[], options: CallOptions = {}): Call<void> {
    return new Tags(this[via]).add(this.name, resources, options);
  }

  /** Takes the tag off resources. `DELETE /v2/tags/{tag_id}/resources` */
  remove(resources: readonly Taggable[], options: CallOptions = {}): Call<void> {
    return new Tags(this[via]).remove(this.name, resources, options);
  }

  /** The droplets with this tag. `GET /v2/droplets?tag_name=` */
  droplets(options: CallOptions = {}): List<Droplet> {
    return new Droplets(this[via]).list({ tag_name: this.name }, options);
  }

  /** Deletes every droplet with this tag. `DELETE /v2/droplets?tag_name=` */
  deleteDroplets(options: CallOptions = {}): Call<void> {
    return new Droplets(this[via]).deleteByTag(this.name, options);
  }

  /**
   * Starts any action on every droplet with this tag; the methods of TagActions are its short forms.
   * `POST /v2/droplets/actions?tag_name=`
   *
   * @example
   * ```ts
   * await tag.shutdown().wait();
   * ```
   * @throws UnprocessableError, with `isPendingEvent()` true while one of them is busy: nothing is begun then
   */
  override act(body: DropletsByTagBody, options: CallOptions = {}): ActionsCall {
    return new Droplets(this[via]).actByTag(this.name, body, options);
  }
}

/** A tag, as it was at one moment. */
export class Tag extends TagRef<WireTag> {}

export interface Tag extends KnownTag {}

/** The tags of the account. */
export class Tags {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** All tags. `GET /v2/tags` */
  list(query: TagsListQuery = {}, options: CallOptions = {}): List<Tag> {
    return this.#core.list("GET /v2/tags", { ...options, query }, (wire) => new Tag(this.#core, wire));
  }

  /** One tag by name. `GET /v2/tags/{tag_id}` */
  get(tag: ByName, options: CallOptions = {}): Call<Tag> {
    const route = "GET /v2/tags/{tag_id}";
    return this.#core.call(route, { ...options, ...at(tag) }, (body) => new Tag(this.#core, open(body, "tag", route)));
  }

  /** A tag by name, without a request. */
  ref(name: string): TagRef {
    return new TagRef(this.#core, { name });
  }

  /**
   * Creates a tag. `POST /v2/tags`
   *
   * @example
   * ```ts
   * const tag = await client.tags.create("web");
   * await tag.add([droplet]);
   * ```
   * @throws UnprocessableError for a name with other characters than letters, digits, `_`, `-` and `:`; AmbiguousResultError
   *   when the answer was lost, unless `exactlyOnce: true` let the client look for the tag
   */
  create(name: string, options: CreateOptions = {}): Call<Tag> {
    const route = "POST /v2/tags";
    const args = { ...options, body: { name } };
    const create = () => this.#core.exchange(route, args, (body) => new Tag(this.#core, open(body, "tag", route)));
    const find = () => exists(this.get(name, options).withResponse());
    return new Call(creating(this.#core, options, { create, find }));
  }

  /** Deletes a tag; what has it loses it. `DELETE /v2/tags/{tag_id}` */
  delete(tag: ByName, options: CallOptions = {}): Call<void> {
    return this.#core.call("DELETE /v2/tags/{tag_id}", { ...options, ...at(tag) }, () => undefined);
  }

  /** Puts a tag on resources. `POST /v2/tags/{tag_id}/resources` */
  add(tag: ByName, resources: readonly Taggable[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...at(tag), body: { resources: resources.map(entryOf) } };
    return this.#core.call("POST /v2/tags/{tag_id}/resources", args, () => undefined);
  }

  /** Takes a tag off resources. `DELETE /v2/tags/{tag_id}/resources` */
  remove(tag: ByName, resources: readonly Taggable[], options: CallOptions = {}): Call<void> {
    const args = { ...options, ...at(tag), body: { resources: resources.map(entryOf) } };
    return this.#core.call("DELETE /v2/tags/{tag_id}/resources", args, () => undefined);
  }
}

function at(tag: ByName): { path: { tag_id: string } } {
  return { path: { tag_id: nameOf(tag) } };
}

function entryOf(resource: Taggable): TagsResource["resources"][number] {
  return "resource_type" in resource || !("id" in resource)
    ? resource
    : { resource_type: "droplet", resource_id: String(resource.id) };
}

export const tags = (core: Core): Tags => new Tags(core);
