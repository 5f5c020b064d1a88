import type { Action, ReservedIPsActionsPostBody } from "@doapi/client/wire";
import { unprocessable } from "../problem.js";
import type { EventHandler, World } from "../world.js";
import { type ActionPayload, finishAction, startAction } from "./actions.js";
import { requireIdle } from "./droplet-idleness.js";
import { Droplets } from "./droplet-record.js";
import { type Family, holderOf, ipv4, ipv6, type ReservedAddress } from "./reserved-ip-record.js";

export const subjectOf = ({ type }: Family, { ip, region }: ReservedAddress) => ({ type, id: ip, region });

/** How answers name the address: actions have room for a number only. */
export const shownAs = ({ type }: Family, { number }: ReservedAddress) => ({ type, id: number });

interface Change {
  readonly droplet: number | null;
}

/** Begins to assign or unassign an address: it is locked until that is done. */
export function beginAction(world: World, family: Family, { address, request }: Begun): Action {
  if (address.locked) throw unprocessable(`The ${family.called} already has a pending event.`);
  const { type } = request;
  if (request.type === "assign") checkDroplet(world, address, request.droplet_id);
  else if (!holderOf(world, address)) throw unprocessable(`The ${family.called} is not assigned to a Droplet.`);
  world.documents.put(family.kind, address.ip, { ...address, locked: true });
  const change: Change = { droplet: request.type === "assign" ? request.droplet_id : null };
  return startAction(world, subjectOf(family, address), {
    type: `${type}_ip`,
    lifecycle: `${family.type}.${type}`,
    request: change,
    shown: shownAs(family, address),
  });
}

interface Begun {
  readonly address: ReservedAddress;
  readonly request: ReservedIPsActionsPostBody;
}

function checkDroplet(world: World, address: ReservedAddress, id: number): void {
  const droplet = requireTarget(world, id);
  if (droplet.region !== address.region) {
    throw unprocessable(`The Droplet is in ${droplet.region}, the address in ${address.region}.`);
  }
}

/** The Droplet that an address is to lead to: one that is there, with nothing else being done to it. */
export function requireTarget(world: World, id: number) {
  const droplet = world.documents.get(Droplets, id);
  if (!droplet || droplet.destroying) throw unprocessable(`The Droplet ${id} could not be found.`);
  requireIdle(world, droplet);
  return droplet;
}

function ending({ kind }: Family): EventHandler {
  return (world, { payload, errored }) => {
    const { action, resource, request }: ActionPayload<Change, string> = payload;
    const address = world.documents.get(kind, resource);
    // The Droplet can have gone while the address was on its way to it.
    const failed = errored || (request.droplet !== null && !world.documents.get(Droplets, request.droplet));
    if (address) {
      const droplet = failed ? address.droplet : request.droplet;
      world.documents.put(kind, resource, { ...address, droplet, locked: false });
    }
    finishAction(world, action, failed || !address);
  };
}

export const reservedIpAssignmentEvents = {
  "reserved_ip.assign": ending(ipv4),
  "reserved_ip.unassign": ending(ipv4),
  "reserved_ipv6.assign": ending(ipv6),
  "reserved_ipv6.unassign": ending(ipv6),
};
