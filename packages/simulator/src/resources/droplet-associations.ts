import type { SelectiveDestroyAssociatedResource } from "@doapi/client/wire";
import type { World } from "../world.js";
import { deleteImage } from "./images.js";
import { Images, madeOf } from "./image-record.js";
import { assignedTo, ipv4 } from "./reserved-ip-record.js";
import { VolumeSnapshots, Volumes, volumeSnapshotsOf, volumesOf } from "./volume-record.js";

/** What belongs to a Droplet, and can be destroyed together with it. */
interface Associated {
  readonly id: string;
  readonly name: string;
  /** US dollars a month. */
  readonly price: number;
}

/** One sort of what can belong to a Droplet. */
interface Association {
  readonly of: (world: World, droplet: number) => readonly Associated[];
  /** Destroys one of them, if it is still there. */
  readonly destroy: (world: World, id: string) => void;
}

/** The sorts by the name that the API gives them. */
export type AssociationName = keyof SelectiveDestroyAssociatedResource;

/** Monthly, for each GB. */
const SNAPSHOT_PRICE = 0.06;
const VOLUME_PRICE = 0.1;

const priced = (price: number) => (thing: { id: string | number; name: string; size_gigabytes: number | null }) => ({
  id: String(thing.id),
  name: thing.name,
  price: (thing.size_gigabytes ?? 0) * price,
});

/** What a reserved IP costs as long as it leads nowhere. */
const RESERVED_IP_PRICE = 5;

const reservedIps: Association = {
  of: (world, droplet) =>
    world.documents
      .all(ipv4.kind, { labels: [assignedTo(droplet)] })
      .map(({ ip }) => ({ id: ip, name: ip, price: RESERVED_IP_PRICE })),
  destroy: (world, id) => world.documents.remove(ipv4.kind, id),
};

const associations: Readonly<Record<AssociationName, Association>> = {
  reserved_ips: reservedIps,
  floating_ips: reservedIps,
  snapshots: {
    of: (world, droplet) =>
      world.documents.all(Images, { labels: ["snapshot", madeOf(droplet)] }).map(priced(SNAPSHOT_PRICE)),
    destroy(world, id) {
      if (world.documents.get(Images, id)) deleteImage(world, Number(id));
    },
  },
  volumes: {
    of: (world, droplet) => volumesOf(world, droplet).map(priced(VOLUME_PRICE)),
    destroy: (world, id) => world.documents.remove(Volumes, id),
  },
  volume_snapshots: {
    of: (world, droplet) =>
      volumesOf(world, droplet).flatMap(({ id }) => volumeSnapshotsOf(world, id).map(priced(SNAPSHOT_PRICE))),
    destroy: (world, id) => world.documents.remove(VolumeSnapshots, id),
  },
};

/** For each sort what `choose` gives. */
export function eachAssociation<T>(choose: (name: AssociationName, association: Association) => T) {
  const entries = Object.entries(associations) as [AssociationName, Association][];
  return Object.fromEntries(entries.map(([name, association]) => [name, choose(name, association)])) as Record<
    AssociationName,
    T
  >;
}
