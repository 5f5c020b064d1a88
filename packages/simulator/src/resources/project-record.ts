import type { Project } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import { stableUuid } from "../stable-uuid.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

export type ProjectRecord = Required<Project>;

export const Projects: Kind<ProjectRecord> = {
  name: "project",
  labels: (project) => [nameLabel(project.name ?? ""), ...(project.is_default ? [DEFAULT_LABEL] : [])],
};

const DEFAULT_LABEL = "default";

export const nameLabel = (name: string) => `name:${name.toLowerCase()}`;

/** The project that an account has from its beginning: no document until there is another one, or it is changed. */
function originalProject(world: World): ProjectRecord {
  return {
    id: stableUuid(world.account, "project"),
    ...ownerOf(world),
    name: "My first project",
    description: "",
    purpose: "Just trying out DigitalOcean",
    environment: "Development",
    is_default: true,
    created_at: SINCE,
    updated_at: SINCE,
  };
}

/** Earlier than anything that an account has. */
const SINCE = "2020-01-01T00:00:00Z";

export function ownerOf(world: World): Pick<ProjectRecord, "owner_uuid" | "owner_id"> {
  const uuid = stableUuid(world.account, "team");
  return { owner_uuid: uuid, owner_id: Number.parseInt(uuid.slice(0, 6), 16) };
}

/** The project that takes what names no other. */
export function defaultProject(world: World): ProjectRecord {
  return world.documents.all(Projects, { labels: [DEFAULT_LABEL] })[0] ?? originalProject(world);
}

/** All projects, oldest first. */
export function allProjects(world: World): readonly ProjectRecord[] {
  const projects = world.documents.all(Projects);
  return projects.length > 0 ? projects : [originalProject(world)];
}

/** Adds a project beside those that are there. */
export function addProject(world: World, project: ProjectRecord): void {
  for (const each of [...allProjects(world), project]) world.documents.put(Projects, each.id, each);
}

/** A project by its id; throws the 404 of one that is not there. */
export function requireProject(world: World, id: string): ProjectRecord {
  const project = allProjects(world).find((each) => each.id === id.toLowerCase());
  if (!project) throw notFound();
  return project;
}
