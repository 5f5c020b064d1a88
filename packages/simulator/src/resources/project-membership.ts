import { timestamp } from "../clock.js";
import { unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";
import { type Asset, assets, findAsset } from "./inventory.js";
import { defaultProject, Projects } from "./project-record.js";

/** That something is in a project by an explicit wish. What has none is in the default project. */
interface Assignment {
  readonly urn: string;
  readonly project: string;
  readonly assigned_at: string;
}

const Assignments: Kind<Assignment> = {
  name: "project_assignment",
  labels: ({ project }) => [projectLabel(project)],
};

const projectLabel = (project: string) => `project:${project}`;

/** A member of a project and since when it is one. */
export interface Member {
  readonly asset: Asset;
  readonly assigned_at: string;
}

/**
 * Puts something new into the project that its creation names; throws the 422 for one that is not there. Without a
 * project it is in the default one by itself.
 */
export function joinProject(world: World, urn: string, project: string | null | undefined): void {
  if (!project) return;
  const known = project === defaultProject(world).id || world.documents.get(Projects, project) !== undefined;
  if (!known) throw unprocessable(`The project ${project} could not be found.`);
  assign(world, urn, project);
}

/** The id of the project that the thing of a URN is in. */
export function projectOf(world: World, urn: string): string {
  const entry = world.documents.get(Assignments, urn);
  return entry && isAbout(entry, findAsset(world, urn)) ? entry.project : defaultProject(world).id;
}

/** A name that was used before has the assignment of what it was then. */
function isAbout({ assigned_at }: Assignment, asset: Asset | undefined): boolean {
  return asset === undefined || assigned_at >= asset.created_at;
}

export function assign(world: World, urn: string, project: string): void {
  world.documents.put(Assignments, urn, { urn, project, assigned_at: timestamp(world.now) });
}

/** What is in a project. */
export function membersOf(world: World, project: string): Member[] {
  const standard = defaultProject(world).id;
  const assignments = new Map(world.documents.all(Assignments).map((entry) => [entry.urn, entry]));
  return assets(world).flatMap((asset) => {
    const noted = assignments.get(asset.urn);
    const entry = noted && isAbout(noted, asset) ? noted : { project: standard, assigned_at: asset.created_at };
    return entry.project === project ? [{ asset, assigned_at: entry.assigned_at }] : [];
  });
}

/** What is in the default project only because it is the default stays there when another one becomes it. */
export function settleMembers(world: World, project: string): void {
  for (const { asset, assigned_at } of membersOf(world, project)) {
    world.documents.put(Assignments, asset.urn, { urn: asset.urn, project, assigned_at });
  }
}

/** Forgets a project, in which there is nothing any more. */
export function forgetMembers(world: World, project: string): void {
  for (const { urn } of world.documents.all(Assignments, { labels: [projectLabel(project)] })) {
    world.documents.remove(Assignments, urn);
  }
}
