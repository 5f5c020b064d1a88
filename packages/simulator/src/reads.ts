import type { Database } from "./state/database.js";
import { Events } from "./state/events.js";

export interface Reading {
  readonly account: string;
  readonly now: number;
  /** What a GET has answered. */
  readonly answer: unknown;
}

/**
 * Counts what was read for the events that wait for reads. An event is about what its payload names by id; the answer
 * shows that when it is the answer's only thing or one of its list.
 */
export function countReads(database: Database, { account, now, answer }: Reading): void {
  const events = new Events(database);
  const awaiting = events.awaitingReads(account);
  if (awaiting.length === 0) return;
  const shown = idsShown(answer);
  for (const { seq, payload } of awaiting) {
    if (idsNamed(payload).some((id) => shown.has(id))) events.countRead(seq, now);
  }
}

function idsShown(answer: unknown): Set<string> {
  const things = Object.values(asRecord(answer)).flat().map(asRecord);
  return new Set(idsAmong(things.map(({ id, uuid, ip, name }) => id ?? uuid ?? ip ?? name)));
}

function idsNamed(payload: unknown): string[] {
  return idsAmong(Object.values(asRecord(payload)));
}

function idsAmong(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === "string" || typeof value === "number").map(String);
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  const isRecord = typeof value === "object" && value !== null && !ArrayBuffer.isView(value);
  return isRecord ? (value as Record<string, unknown>) : {};
}
