/** A resource by its number, or anything that carries it: an object of this library, or the API's JSON. */
export type ById = number | { readonly id: number };
/** A resource by its UUID, or anything that carries it. */
export type ByUuid = string | { readonly id: string };
/** A tag or domain by its name, or an object that carries it. */
export type ByName = string | { readonly name: string };
/** A size or region by its slug, or an object that carries it. */
export type BySlug = string | { readonly slug: string };
/** A reserved IPv4 address as text or as a 32-bit number, or an object that carries it. */
export type ByIpv4 = string | number | { readonly ip: string };
/** A reserved IPv6 address, or an object that carries it. */
export type ByIpv6 = string | { readonly ip: string };
/** An image by number or slug, or an object that carries its number. */
export type ImageReference = number | string | { readonly id: number };
/** An SSH key by number or fingerprint, or an object that carries its number. */
export type SshKeyReference = number | string | { readonly id: number };

/** Anything that belongs to projects, by its URN such as `do:droplet:123`, or an object that knows its own. */
export type ByUrn = string | { readonly urn: string };

export function idOf<T extends number | string>(reference: T | { readonly id: T }): T {
  return typeof reference === "object" ? reference.id : reference;
}

export function nameOf(reference: ByName): string {
  return typeof reference === "object" ? reference.name : reference;
}

export function slugOf(reference: BySlug): string {
  return typeof reference === "object" ? reference.slug : reference;
}

/** An IP address as text; numbers are IPv4. */
export function ipOf(reference: ByIpv4): string {
  if (typeof reference === "object") return reference.ip;
  if (typeof reference === "string") return reference;
  if (!Number.isInteger(reference) || reference < 0 || reference > 0xffffffff)
    throw new TypeError(`${reference} is no IPv4 address: as a number it has 32 bits`);
  return [24, 16, 8, 0].map((bits) => (reference >>> bits) & 255).join(".");
}

export function urnOf(reference: ByUrn): string {
  return typeof reference === "object" ? reference.urn : reference;
}

/** A wire type of which the named fields are always there, although the API document does not promise them. */
export type Known<W, K extends keyof W> = Readonly<Omit<W, K> & { [P in K]-?: Exclude<W[P], undefined> }>;
