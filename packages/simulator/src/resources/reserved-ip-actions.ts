import type { Action, ReservedIPsActionsPostBody } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { mapped } from "../http/pagination.js";
import type { World } from "../world.js";
import { actionOf, actionsOf } from "./actions.js";
import { projectOf } from "./project-membership.js";
import { beginAction, subjectOf } from "./reserved-ip-assignment.js";
import { ipv4, requireAddress, urnOf } from "./reserved-ip-record.js";

/** Reserved IPs were called floating IPs once: under the old paths actions still have the old name. */
const underOldName = (action: Action): Action => ({ ...action, resource_type: "floating_ip" });

function listed(world: World, ip: string) {
  return actionsOf(world, subjectOf(ipv4, requireAddress(world, ipv4, ip)));
}

function found(world: World, ip: string, id: number) {
  const action = actionOf(world, subjectOf(ipv4, requireAddress(world, ipv4, ip)), id);
  return { ...action, project_id: projectOf(world, urnOf(ip)) };
}

function begun(world: World, ip: string, request: ReservedIPsActionsPostBody) {
  const action = beginAction(world, ipv4, { address: requireAddress(world, ipv4, ip), request });
  return { ...action, project_id: projectOf(world, urnOf(ip)) };
}

const list: Handler<"GET /v2/reserved_ips/{reserved_ip}/actions"> = ({ world, path, page }) => {
  const { items, ...rest } = page(listed(world, path.reserved_ip));
  return { actions: items, ...rest };
};

const get: Handler<"GET /v2/reserved_ips/{reserved_ip}/actions/{action_id}"> = ({ world, path }) => ({
  action: found(world, path.reserved_ip, path.action_id),
});

const post: Handler<"POST /v2/reserved_ips/{reserved_ip}/actions"> = ({ world, path, body }) => ({
  action: begun(world, path.reserved_ip, body),
});

const floatingList: Handler<"GET /v2/floating_ips/{floating_ip}/actions"> = ({ world, path, page }) => {
  const { items, ...rest } = page(mapped(listed(world, path.floating_ip), underOldName));
  return { actions: items, ...rest };
};

const floatingGet: Handler<"GET /v2/floating_ips/{floating_ip}/actions/{action_id}"> = ({ world, path }) => ({
  action: underOldName(found(world, path.floating_ip, path.action_id)),
});

const floatingPost: Handler<"POST /v2/floating_ips/{floating_ip}/actions"> = ({ world, path, body }) => ({
  action: underOldName(begun(world, path.floating_ip, body)),
});

export const reservedIpActionsOperations = {
  reservedIPsActions_list: list,
  reservedIPsActions_get: get,
  reservedIPsActions_post: post,
  floatingIPsAction_list: floatingList,
  floatingIPsAction_get: floatingGet,
  floatingIPsAction_post: floatingPost,
};
