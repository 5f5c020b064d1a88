import { createHash } from "node:crypto";
import type { Repository, RepositoryTag, RepositoryV2 } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler, TwinHandler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import { notFound } from "../problem.js";
import type { World } from "../world.js";
import {
  inRegistry,
  type Manifest,
  putRepository,
  Registries,
  type RegistryRecord,
  Repositories,
  repositoryId,
  type RepositoryRecord,
  requireRegistry,
} from "./registry-record.js";

/** How large every image is, in one layer. */
const SIZE = 7_340_032;
const COMPRESSED_SIZE = 3_145_728;

interface RepositoryPath {
  readonly registry_name: string;
  readonly repository_name: string;
}

function requireRepository(world: World, { registry_name, repository_name: name }: RepositoryPath): RepositoryRecord {
  requireRegistry(world, registry_name);
  const repository = world.documents.get(Repositories, repositoryId({ registry_name, name }));
  if (!repository) throw notFound();
  return repository;
}

const sha256 = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** What `docker push` does: `web:v1` is from now on the tag of a new image. Without a tag it is `web:latest`. */
export function pushImage(world: World, { name: registry_name }: RegistryRecord, image: string): void {
  const [, name = image, tag = "latest"] = /^(.*):([^:/]*)$/.exec(image) ?? [];
  const { manifests } = world.documents.get(Repositories, repositoryId({ registry_name, name })) ?? { manifests: [] };
  const pushed: Manifest = {
    registry_name,
    repository: name,
    digest: sha256(`${image} ${manifests.length}`),
    compressed_size_bytes: COMPRESSED_SIZE,
    size_bytes: SIZE,
    updated_at: timestamp(world.now),
    tags: [tag],
    blobs: [{ digest: sha256(`layer of ${image} ${manifests.length}`), compressed_size_bytes: COMPRESSED_SIZE }],
  };
  putRepository(world, { registry_name, name, manifests: [...withoutTag(manifests, tag), pushed] });
}

function withoutTag(manifests: readonly Manifest[], tag: string): Manifest[] {
  return manifests.map((manifest) => ({ ...manifest, tags: manifest.tags.filter((other) => other !== tag) }));
}

function tagsOf({ manifests }: RepositoryRecord): Required<RepositoryTag>[] {
  return manifests.flatMap(({ tags, digest: manifest_digest, blobs: _, ...rest }) =>
    tags.map((tag) => ({ ...rest, tag, manifest_digest })),
  );
}

/** Takes manifests away. What they were made of stays until garbage is collected. */
export function dropManifests(
  world: World,
  repository: RepositoryRecord,
  drops: (manifest: Manifest) => boolean,
): void {
  const dropped = repository.manifests.filter(drops);
  const registry = requireRegistry(world, repository.registry_name);
  const garbage = {
    blobs: dropped.reduce((sum, { blobs }) => sum + blobs.length, registry.garbage.blobs),
    bytes: dropped.reduce((sum, { compressed_size_bytes: size }) => sum + size, registry.garbage.bytes),
  };
  putRepository(world, { ...repository, manifests: repository.manifests.filter((manifest) => !drops(manifest)) });
  world.documents.put(Registries, registry.name, { ...registry, garbage, stored_at: timestamp(world.now) });
}

function repositoryView(repository: RepositoryRecord): Repository {
  const tags = tagsOf(repository);
  const latest_tag = tags.at(-1);
  const { registry_name, name } = repository;
  return { registry_name, name, tag_count: tags.length, ...(latest_tag && { latest_tag }) };
}

function repositoryViewV2(repository: RepositoryRecord): RepositoryV2 {
  const { registry_name, name, manifests } = repository;
  const latest_manifest = manifests.at(-1);
  return {
    registry_name,
    name,
    tag_count: tagsOf(repository).length,
    manifest_count: manifests.length,
    ...(latest_manifest && { latest_manifest }),
  };
}

const find = (world: World, registry: string) =>
  world.documents.find(Repositories, { labels: [inRegistry(requireRegistry(world, registry).name)] });

const list: Handler<"GET /v2/registry/{registry_name}/repositories"> = ({ world, path, page }) => {
  const { items, ...rest } = page(mapped(find(world, path.registry_name), repositoryView));
  return { repositories: items, ...rest };
};

const listV2: TwinHandler<"GET /v2/registries/{registry_name}/repositoriesV2"> = ({ world, path, page }) => {
  const { items, ...rest } = page(mapped(find(world, path.registry_name), repositoryViewV2));
  return { repositories: items, ...rest };
};

const remove: Handler<"DELETE /v2/registries/{registry_name}/repositories/{repository_name}"> = ({ world, path }) => {
  const repository = requireRepository(world, path);
  dropManifests(world, repository, () => true);
  world.documents.remove(Repositories, repositoryId(repository));
  return undefined;
};

const listTags: TwinHandler<"GET /v2/registries/{registry_name}/repositories/{repository_name}/tags"> = (context) => {
  const { items, ...rest } = context.page(fromArray(tagsOf(requireRepository(context.world, context.path))));
  return { tags: items, ...rest };
};

const removeTag: TwinHandler<
  "DELETE /v2/registries/{registry_name}/repositories/{repository_name}/tags/{repository_tag}"
> = ({ world, path }) => {
  const repository = requireRepository(world, path);
  const { repository_tag: tag } = path;
  if (!tagsOf(repository).some((other) => other.tag === tag)) throw notFound();
  putRepository(world, { ...repository, manifests: withoutTag(repository.manifests, tag) });
  return undefined;
};

const listManifests: TwinHandler<"GET /v2/registries/{registry_name}/repositories/{repository_name}/digests"> = (
  context,
) => {
  const { items, ...rest } = context.page(fromArray(requireRepository(context.world, context.path).manifests));
  return { manifests: items, ...rest };
};

const removeManifest: TwinHandler<
  "DELETE /v2/registries/{registry_name}/repositories/{repository_name}/digests/{manifest_digest}"
> = ({ world, path }) => {
  const repository = requireRepository(world, path);
  const isMeant = ({ digest }: Manifest) => digest === path.manifest_digest;
  if (!repository.manifests.some(isMeant)) throw notFound();
  dropManifests(world, repository, isMeant);
  return undefined;
};

export const registryRepositoriesOperations = {
  registries_list_repositoriesV2: listV2,
  registries_delete_repository: remove,
  registries_list_repositoryTags: listTags,
  registries_delete_repositoryTag: removeTag,
  registries_list_repositoryManifests: listManifests,
  registries_delete_repositoryManifest: removeManifest,
  registry_list_repositories: list,
  registry_list_repositoriesV2: listV2,
  registry_list_repositoryTags: listTags,
  registry_delete_repositoryTag: removeTag,
  registry_list_repositoryManifests: listManifests,
  registry_delete_repositoryManifest: removeManifest,
};
