import type { Droplet } from "@doapi/client";
import { notFound } from "../failure.js";
import { dropletKind } from "../identify/droplet.js";
import { atMostOne, createLookup } from "../identify/identify.js";
import type { Context } from "../session/context.js";
import { bracketed } from "./address.js";

/** A path as the line has it: on this machine, or on a droplet. */
export interface Place {
  /** What names the droplet. */
  readonly droplet?: string | undefined;
  readonly path: string;
}

/** A path whose droplet was found. */
export interface FoundPlace {
  readonly path: string;
  readonly address?: string;
  readonly label?: string;
}

/** Reads `web-1:path`. As for scp, what has a slash before the colon, or begins with one, is on this machine. */
export function parsePlace(word: string): Place {
  const [, droplet, path = ""] = /^([^:/]+):(.*)$/s.exec(word) ?? [];
  return droplet === undefined ? { path: word } : { droplet, path };
}

/** Finds the droplets of all places, each once; nothing was done when one of them is not there. */
export async function findPlaces(
  context: Context,
  places: readonly Place[],
  addressOf: (droplet: Droplet) => string,
): Promise<FoundPlace[]> {
  const lookup = await createLookup(context);
  const droplets = new Map<string, Droplet | undefined>();
  for (const { droplet: word } of places)
    if (word !== undefined && !droplets.has(word)) droplets.set(word, await atMostOne(dropletKind, word, lookup));
  const unknown = [...droplets].filter(([, droplet]) => droplet === undefined).map(([word]) => word);
  if (unknown.length > 0) throw notFound(`no such droplet: ${unknown.join(", ")}`);
  return places.map(({ droplet: word, path }) => {
    const droplet = word === undefined ? undefined : droplets.get(word);
    if (droplet === undefined) return { path };
    return { path, address: addressOf(droplet), label: dropletKind.label(droplet) };
  });
}

/** A place that is read. scp takes the name of a file there for a pattern, in which a backslash takes the meaning off a sign. */
export function scpSource({ path, address }: FoundPlace): string {
  return address === undefined ? path : `${bracketed(address)}:${path.replaceAll(/[*?[\]\\{}]/g, "\\$&")}`;
}

/** A place that is written to. Nothing is a pattern there. */
export function scpTarget({ path, address }: FoundPlace): string {
  return address === undefined ? path : `${bracketed(address)}:${path}`;
}
