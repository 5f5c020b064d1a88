import type { Check, CheckUpdatable } from "@doapi/client/wire";
import { notFound } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

export interface CheckRecord {
  readonly id: string;
  readonly settings: Required<CheckUpdatable>;
  /** What it has found, which is the same from all its regions. */
  readonly status: "CHECKING" | "UP" | "DOWN";
  readonly status_changed_at: string;
}

export const Checks: Kind<CheckRecord> = { name: "uptime_check" };

export function requireCheck(world: World, id: string): CheckRecord {
  const check = world.documents.get(Checks, id.toLowerCase());
  if (!check) throw notFound();
  return check;
}

export function checkView({ id, settings }: CheckRecord): Check {
  return { id, ...settings };
}
