// What a measurement has to show, and whether it does.

import { middle } from "./numbers.mjs";

/** The goals of a section, each with the value of the row it is about: the first of our own unless it names one. */
export function goalsOf({ rows, goals = [] }) {
  return goals.map(({ what, limit, atLeast, column, row, value }) => {
    const ours = value ?? (row === undefined ? rows.find(({ kind }) => kind === "ours") : rows[row]).cells[column];
    const bound = limit ?? atLeast;
    const isMet = bound === undefined || (limit === undefined ? middle(ours) >= atLeast : middle(ours) <= limit);
    const sign = limit === undefined ? ">=" : "<=";
    return { what, ours, goal: bound === undefined ? "-" : `${sign} ${bound}`, verdict: verdict(bound, isMet) };
  });
}

function verdict(bound, isMet) {
  if (bound === undefined) return "";
  return isMet ? "met" : "not met";
}
