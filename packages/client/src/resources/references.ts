/** A resource by its number, or anything that carries it: an object of this library, or the API's JSON. */
export type ById = number | { readonly id: number };
/** A resource by its UUID, or anything that carries it. */
export type ByUuid = string | { readonly id: string };
/** A tag by its name, or an object that carries it. */
export type ByName = string | { readonly name: string };
/** A size or region by its slug, or an object that carries it. */
export type BySlug = string | { readonly slug: string };
/** An image by number or slug, or an object that carries its number. */
export type ImageReference = number | string | { readonly id: number };
/** An SSH key by number or fingerprint, or an object that carries its number. */
export type SshKeyReference = number | string | { readonly id: number };

export function idOf<T extends number | string>(reference: T | { readonly id: T }): T {
  return typeof reference === "object" ? reference.id : reference;
}

export function nameOf(reference: ByName): string {
  return typeof reference === "object" ? reference.name : reference;
}

export function slugOf(reference: BySlug): string {
  return typeof reference === "object" ? reference.slug : reference;
}

/** A wire type of which the named fields are always there, although the API document does not promise them. */
export type Known<W, K extends keyof W> = Readonly<Omit<W, K> & { [P in K]-?: Exclude<W[P], undefined> }>;
