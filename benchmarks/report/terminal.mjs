// A section for the person who waits for it.

import { goalsOf } from "./goals.mjs";
import { cell } from "./numbers.mjs";

export function terminal(section) {
  const { columns, rows } = section;
  const lines = [["", ...columns], ...rows.map(({ label, cells }) => [label, ...cells.map(cell)])];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => String(line[column]).length)));
  const table = lines.map((line) =>
    line
      .map((text, column) => String(text).padEnd(widths[column]))
      .join("  ")
      .trimEnd(),
  );
  const goals = goalsOf(section).map(
    ({ what, ours, goal, verdict }) => `${what}: ${cell(ours)}, goal ${goal} ${verdict}`,
  );
  return [...table, "", ...goals, ...(section.notes ?? [])].join("\n").trimEnd();
}
