import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

/** What is in a cluster and has a name of its own there: a user, a topic, a replica. */
export interface Member {
  /** The id of the cluster. */
  readonly cluster: string;
  readonly name: string;
}

/** The documents of one sort of members; `labels` are those that they have besides their cluster. */
export function memberKind<T extends Member>(name: string, labels: (member: T) => string[] = () => []): Kind<T> {
  return { name, labels: (member) => [clusterLabel(member.cluster), ...labels(member)] };
}

const clusterLabel = (cluster: string) => `cluster:${cluster}`;

/** Under what a member is kept; events name it by this. */
export const memberKey = ({ cluster, name }: Member) => `${cluster}/${name}`;

/** All of one sort that are in a cluster, oldest first. */
export function membersIn<T extends Member>(world: World, kind: Kind<T>, cluster: string): readonly T[] {
  return world.documents.all(kind, { labels: [clusterLabel(cluster)] });
}

export function findMember<T extends Member>(world: World, kind: Kind<T>, member: Member): T | undefined {
  return world.documents.get(kind, memberKey(member));
}

export function requireMember<T extends Member>(world: World, kind: Kind<T>, member: Member): T {
  const found = findMember(world, kind, member);
  if (!found) throw notFound("not found");
  return found;
}

/** Adds a member; throws the 422 for a name that is taken in its cluster. */
export function addMember<T extends Member>(world: World, kind: Kind<T>, member: T): T {
  if (findMember(world, kind, member))
    throw unprocessable(`The name ${member.name} is already in use in this cluster.`);
  return putMember(world, kind, member);
}

export function putMember<T extends Member>(world: World, kind: Kind<T>, member: T): T {
  world.documents.put(kind, memberKey(member), member);
  return member;
}

export function removeMember<T extends Member>(world: World, kind: Kind<T>, member: Member): void {
  world.documents.remove(kind as Kind<never>, memberKey(requireMember(world, kind, member)));
}

/** Puts the members of one cluster into another as well. */
export function copyMembers<T extends Member>(world: World, kind: Kind<T>, { from, to }: Copied): void {
  for (const member of membersIn(world, kind, from)) putMember(world, kind, { ...member, cluster: to });
}

interface Copied {
  readonly from: string;
  readonly to: string;
}
