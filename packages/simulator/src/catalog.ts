import type { Image, Region, Size } from "@doapi/client/wire";
import { readData } from "./data-files.js";

/** What every account finds: the regions, sizes and public images, in the order in which the API lists them. */
export interface Catalog {
  readonly regions: ReadonlyMap<string, Region>;
  readonly sizes: ReadonlyMap<string, Size>;
  /** By id. Retired ones are still here: they can be read but no longer be found. */
  readonly images: ReadonlyMap<number, CatalogImage>;
  readonly imagesBySlug: ReadonlyMap<string, CatalogImage>;
  /** By engine. */
  readonly databases: ReadonlyMap<string, DatabaseOffer>;
}

export type CatalogImage = Image & { id: number };

/** What database clusters of an engine can be. */
export interface DatabaseOffer {
  readonly engine: string;
  readonly default_version: string;
  readonly regions: readonly string[];
  readonly versions: readonly DatabaseVersion[];
  /** The sizes that a cluster of so many nodes can have. */
  readonly layouts: readonly { readonly num_nodes: number; readonly sizes: readonly string[] }[];
}

export interface DatabaseVersion {
  readonly version: string;
  readonly semantic_version: string;
  readonly end_of_life: string | null;
  readonly end_of_availability: string | null;
}

let loaded: Catalog | undefined;

/** Read when first asked for, once per process: it never changes. */
export function loadCatalog(): Catalog {
  loaded ??= readCatalog();
  return loaded;
}

function readCatalog(): Catalog {
  const images = readEntries<CatalogImage>("images");
  return {
    regions: new Map(readEntries<Region>("regions").map((region) => [region.slug, region])),
    sizes: new Map(readEntries<Size>("sizes").map((size) => [size.slug, size])),
    images: new Map(images.map((image) => [image.id, image])),
    imagesBySlug: new Map(images.flatMap((image) => (image.slug ? [[image.slug, image]] : []))),
    databases: new Map(readEntries<DatabaseOffer>("databases").map((offer) => [offer.engine, offer])),
  };
}

function readEntries<T>(name: string): readonly T[] {
  return readData(`catalog/${name}.json`) as T[];
}
