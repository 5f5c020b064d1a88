import type { RegistryBase, RepositoryManifest } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

export interface RegistryRecord {
  readonly name: string;
  readonly region: string;
  readonly created_at: string;
  /** What deleted manifests have left behind, until garbage is collected. */
  readonly garbage: Garbage;
  /** When its images last became other ones. */
  readonly stored_at: string;
}

export interface Garbage {
  readonly blobs: number;
  readonly bytes: number;
}

export const NO_GARBAGE: Garbage = { blobs: 0, bytes: 0 };

export const Registries: Kind<RegistryRecord> = { name: "registry" };

/** A repository with its images. A tag is a name of one of them. */
export interface RepositoryRecord {
  readonly registry_name: string;
  readonly name: string;
  readonly manifests: readonly Manifest[];
}

export type Manifest = Required<RepositoryManifest>;

export const Repositories: Kind<RepositoryRecord> = {
  name: "registry_repository",
  labels: ({ registry_name }) => [inRegistry(registry_name)],
};

/** By which everything is found that belongs to a registry. */
export const inRegistry = (name: string) => `in:${name}`;

export function requireRegistry(world: World, name: string): RegistryRecord {
  const registry = world.documents.get(Registries, name);
  if (!registry) throw notFound();
  return registry;
}

export function repositoriesOf(world: World, registry: string): readonly RepositoryRecord[] {
  return world.documents.all(Repositories, { labels: [inRegistry(registry)] });
}

export function putRepository(world: World, repository: RepositoryRecord): void {
  world.documents.put(Repositories, repositoryId(repository), repository);
}

export const repositoryId = ({ registry_name, name }: Pick<RepositoryRecord, "registry_name" | "name">) =>
  `${registry_name}/${name}`;

export function registryView(world: World, { name, region, created_at, ...stored }: RegistryRecord): RegistryBase {
  const sizes = repositoriesOf(world, name).flatMap(({ manifests }) => manifests.map(sizeOf));
  return {
    name,
    region,
    created_at,
    storage_usage_bytes: sizes.reduce((sum, size) => sum + size, stored.garbage.bytes),
    storage_usage_bytes_updated_at: stored.stored_at,
  };
}

const sizeOf = ({ compressed_size_bytes }: Manifest) => compressed_size_bytes;
