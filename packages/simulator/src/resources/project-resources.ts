import type { Resource } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { fromArray, mapped } from "../http/pagination.js";
import type { World } from "../world.js";
import { findAsset } from "./inventory.js";
import { assign, type Member, membersOf, projectOf } from "./project-membership.js";
import { defaultProject, requireProject } from "./project-record.js";

type Status = NonNullable<Resource["status"]>;

function memberView(origin: string, { asset, assigned_at }: Member, status: Status = "ok"): Resource {
  return { urn: asset.urn, assigned_at, links: { self: origin + asset.path }, status };
}

const list: Handler<"GET /v2/projects/{project_id}/resources"> = ({ world, origin, path, page }) => {
  const members = fromArray(membersOf(world, requireProject(world, path.project_id).id));
  const { items, ...rest } = page(mapped(members, (member) => memberView(origin, member)));
  return { resources: items, ...rest };
};

const listDefault: Handler<"GET /v2/projects/default/resources"> = (context) =>
  list({ ...context, path: { project_id: defaultProject(context.world).id }, query: {} });

/** Moves what is named into the project, and shows all that is in it with what became of each. */
function assignAll(world: World, origin: string, { project, urns }: Assigned) {
  const outcome = new Map<string, Status>();
  for (const wanted of urns) {
    const { urn } = findAsset(world, wanted) ?? {};
    if (urn === undefined) outcome.set(wanted, "not_found");
    else if (projectOf(world, urn) === project) outcome.set(urn, "already_assigned");
    else {
      assign(world, urn, project);
      outcome.set(urn, "assigned");
    }
  }
  const members = membersOf(world, project).map((member) => memberView(origin, member, outcome.get(member.asset.urn)));
  const missing = [...outcome].flatMap(([urn, status]) => (status === "not_found" ? [{ urn, status }] : []));
  return { resources: [...members, ...missing] };
}

interface Assigned {
  readonly project: string;
  readonly urns: readonly string[];
}

const assignResources: Handler<"POST /v2/projects/{project_id}/resources"> = ({ world, origin, path, body }) => {
  const { id } = requireProject(world, path.project_id);
  return assignAll(world, origin, { project: id, urns: body.resources ?? [] });
};

const assignDefault: Handler<"POST /v2/projects/default/resources"> = ({ world, origin, body }) =>
  assignAll(world, origin, { project: defaultProject(world).id, urns: body.resources ?? [] });

export const projectResourcesOperations = {
  projects_list_resources: list,
  projects_list_resources_default: listDefault,
  projects_assign_resources: assignResources,
  projects_assign_resources_default: assignDefault,
};
