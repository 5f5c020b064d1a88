import { randomUUID } from "node:crypto";
import type { ProjectInput } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { fromArray } from "../http/pagination.js";
import { conflict, preconditionFailed, unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { forgetMembers, membersOf, settleMembers } from "./project-membership.js";
import {
  addProject,
  allProjects,
  defaultProject,
  nameLabel,
  ownerOf,
  type ProjectRecord,
  Projects,
  requireProject,
} from "./project-record.js";

/** Every other purpose is marked as one. */
const PURPOSES = new Set([
  "Just trying out DigitalOcean",
  "Class project / Educational purposes",
  "Website or blog",
  "Web Application",
  "Service or API",
  "Mobile Application",
  "Machine learning / AI / Data processing",
  "IoT",
  "Operational / Developer tooling",
]);

function checkName(world: World, name: string, id?: string): void {
  if (name.trim() === "") throw unprocessable("name can't be blank.");
  if (allProjects(world).some((other) => other.id !== id && nameLabel(other.name) === nameLabel(name))) {
    throw conflict("name is already in use");
  }
}

function purposeOf(purpose: string): string {
  if (purpose.trim() === "") throw unprocessable("purpose can't be blank.");
  return PURPOSES.has(purpose) || purpose.startsWith("Other: ") ? purpose : `Other: ${purpose}`;
}

const list: Handler<"GET /v2/projects"> = ({ world, page }) => {
  const { items, ...rest } = page(fromArray(allProjects(world)));
  return { projects: items, ...rest };
};

const create: Handler<"POST /v2/projects"> = ({ world, body }) => {
  checkName(world, body.name);
  const now = timestamp(world.now);
  const project: ProjectRecord = {
    id: randomUUID(),
    ...ownerOf(world),
    name: body.name,
    description: body.description ?? "",
    purpose: purposeOf(body.purpose),
    environment: body.environment ?? "",
    is_default: false,
    created_at: now,
    updated_at: now,
  };
  addProject(world, project);
  return { project };
};

/** Changes what is named; a project that is made the default takes that from the one that was. */
function change(world: World, project: ProjectRecord, { is_default = project.is_default, ...wanted }: ProjectInput) {
  if (wanted.name !== undefined) checkName(world, wanted.name, project.id);
  if (project.is_default && !is_default) {
    throw preconditionFailed("a default project is needed: make another project the default instead");
  }
  if (is_default && !project.is_default) {
    const former = defaultProject(world);
    settleMembers(world, former.id);
    world.documents.put(Projects, former.id, { ...former, is_default: false });
  }
  const changed: ProjectRecord = {
    ...project,
    name: wanted.name ?? project.name,
    description: wanted.description ?? project.description,
    purpose: wanted.purpose === undefined ? project.purpose : purposeOf(wanted.purpose),
    environment: wanted.environment ?? project.environment,
    is_default,
    updated_at: timestamp(world.now),
  };
  world.documents.put(Projects, project.id, changed);
  return { project: changed };
}

const get: Handler<"GET /v2/projects/{project_id}"> = ({ world, path }) => ({
  project: requireProject(world, path.project_id),
});

const update: Handler<"PUT /v2/projects/{project_id}"> = ({ world, path, body }) =>
  change(world, requireProject(world, path.project_id), body);

const patch: Handler<"PATCH /v2/projects/{project_id}"> = ({ world, path, body }) => {
  if (Object.keys(body).length === 0) throw unprocessable("At least one attribute must be sent.");
  return change(world, requireProject(world, path.project_id), body);
};

const remove: Handler<"DELETE /v2/projects/{project_id}"> = ({ world, path }) => {
  const { id, is_default } = requireProject(world, path.project_id);
  if (membersOf(world, id).length > 0) {
    throw preconditionFailed("cannot delete a project with resources. move or remove the resources first");
  }
  if (is_default) throw preconditionFailed("cannot delete the default project");
  world.documents.remove(Projects, id);
  forgetMembers(world, id);
  return undefined;
};

const getDefault: Handler<"GET /v2/projects/default"> = ({ world }) => ({ project: defaultProject(world) });

const updateDefault: Handler<"PUT /v2/projects/default"> = ({ world, body }) =>
  change(world, defaultProject(world), body);

const patchDefault: Handler<"PATCH /v2/projects/default"> = (context) =>
  patch({ ...context, query: undefined, path: { project_id: defaultProject(context.world).id } });

export const projectsOperations = {
  projects_list: list,
  projects_create: create,
  projects_get: get,
  projects_update: update,
  projects_patch: patch,
  projects_delete: remove,
  projects_get_default: getDefault,
  projects_update_default: updateDefault,
  projects_patch_default: patchDefault,
};
