import type { Droplet, DropletActionBody, DropletsByTagBody } from "@doapi/client";
import { anyArguments, type Input, text } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { dropletKind } from "../../identify/droplet.js";
import { resolve, resolveOne } from "../../identify/identify.js";
import { tagKind } from "../../identify/tag.js";
import type { Context } from "../../session/context.js";
import type { Start } from "../../verbs/actions.js";
import { multiple } from "../../verbs/show.js";

/** Droplets by name, or all with a tag: one of the two. */
export const targetArguments = { droplets: anyArguments("droplet", "ids or names") };
export const targetOptions = {
  tag: text("--tag <tag>", "all droplets with this tag, instead of naming them"),
  multiple,
};

export type Targets = Input<typeof targetArguments> & Input<typeof targetOptions>;

/** An action of the API, as it is sent. Its type may be one that this program does not know: the API decides. */
export interface ActionBody {
  readonly type: string;
  readonly [parameter: string]: unknown;
}

/** Finds the targets of an action; the same action for all, or one that depends on the droplet. */
export async function actionStarts(context: Context, targets: Targets, body: ActionBody): Promise<Start[]> {
  const { tag } = checkTargets(targets);
  if (tag === undefined) return dropletStarts(await namedDroplets(context, targets), () => body);
  const client = await context.client();
  const { name } = await resolveOne(context, tagKind, tag);
  return [
    { label: `droplets with the tag ${name}`, start: () => client.droplets.actByTag(name, body as DropletsByTagBody) },
  ];
}

export function dropletStarts(droplets: readonly Droplet[], bodyFor: (droplet: Droplet) => ActionBody): Start[] {
  return droplets.map((droplet) => ({
    label: dropletKind.label(droplet),
    start: () => droplet.act(bodyFor(droplet) as DropletActionBody),
  }));
}

export function namedDroplets(
  context: Context,
  { droplets, multiple: many }: Pick<Targets, "droplets" | "multiple">,
): Promise<Droplet[]> {
  return resolve(context, dropletKind, { words: droplets, multiple: many });
}

export function checkTargets(targets: Targets): Targets {
  const { droplets, tag } = targets;
  if (droplets.length > 0 && tag !== undefined) throw usage("name droplets, or give --tag, not both");
  if (droplets.length === 0 && tag === undefined) throw usage("name droplets, or give --tag");
  return targets;
}
