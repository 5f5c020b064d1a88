import type { Snapshots, VolumeFull } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { tagLabel } from "./tag-label.js";

/** What is kept of a volume; the region is written out when it is shown. */
export interface VolumeRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly size_gigabytes: number;
  readonly region: string;
  readonly created_at: string;
  /** At most one. */
  readonly droplet_ids: readonly number[];
  readonly filesystem_label: string;
  readonly tags: readonly string[];
}

/** As many volumes as an account can have. */
export const VOLUME_LIMIT = 100;

export const Volumes: Kind<VolumeRecord> = {
  name: "volume",
  labels: ({ name, region, droplet_ids, tags }) => [
    volumeName(name),
    volumeRegion(region),
    ...droplet_ids.map(attachedTo),
    ...tags.map(tagLabel),
  ],
};

export const volumeName = (name: string) => `name:${name}`;
export const volumeRegion = (slug: string) => `region:${slug}`;
/** By which the volumes of a Droplet are found. */
const attachedTo = (droplet: number) => `droplet:${droplet}`;

/** A snapshot of a volume, as the API shows it. */
export type VolumeSnapshotRecord = Snapshots & { readonly tags: string[] };

export const VolumeSnapshots: Kind<VolumeSnapshotRecord> = {
  name: "volume_snapshot",
  labels: ({ resource_id, tags }) => [madeOfVolume(resource_id), ...tags.map(tagLabel)],
};

/** By which the snapshots of a volume are found. */
export const madeOfVolume = (volume: string) => `of ${volume}`;

export function requireVolume(world: World, id: string): VolumeRecord {
  const volume = world.documents.get(Volumes, id);
  if (!volume) throw notFound();
  return volume;
}

/** The volume of a name: there can be one in each region. */
export function volumeNamed(world: World, name: string, region: string): VolumeRecord | undefined {
  return world.documents.all(Volumes, { labels: [volumeName(name), volumeRegion(region)] })[0];
}

export function volumesOf(world: World, droplet: number): readonly VolumeRecord[] {
  return world.documents.all(Volumes, { labels: [attachedTo(droplet)] });
}

export function volumeSnapshotsOf(world: World, volume: string): readonly VolumeSnapshotRecord[] {
  return world.documents.all(VolumeSnapshots, { labels: [madeOfVolume(volume)] });
}

export function volumeView(world: World, { region: slug, ...volume }: VolumeRecord): VolumeFull {
  const region = world.catalog.regions.get(slug);
  return { ...volume, droplet_ids: [...volume.droplet_ids], tags: [...volume.tags], ...(region && { region }) };
}
