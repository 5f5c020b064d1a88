// RESULTS.md: the method, what had to be shown, and a table for each measurement.

import { isPinned, machine } from "../measure/environment.mjs";
import { goalsOf } from "./goals.mjs";
import { cell } from "./numbers.mjs";

/**
 * @param {object[]} sections what the measurements found
 * @param {Record<string, string>} peers their versions by package
 */
export function document(sections, peers) {
  const goals = sections.flatMap((section) => goalsOf(section));
  return [
    "# Results",
    "Written by `npm run bench`; do not edit. The numbers hold for one machine at one time, the ratios for longer.",
    method(peers),
    "![The same as bars](results.svg)",
    "## What had to be shown",
    table(
      ["", "goal", "ours", ""],
      goals.map(({ what, goal, ours, verdict }) => [what, goal, cell(ours), verdict]),
    ),
    ...sections.flatMap(({ title, counted, columns, rows, notes = [] }) => [
      `## ${title}`,
      counted,
      table(
        ["", ...columns],
        rows.map(({ label, kind, cells }) => [named(label, kind), ...cells.map(cell)]),
      ),
      ...notes,
    ]),
  ]
    .join("\n\n")
    .concat("\n");
}

function method(peers) {
  const sides = isPinned ? "each on a processor of its own" : "which share the processors of this machine";
  const versions = Object.entries(peers).map(([name, version]) => `${name} ${version}`);
  return [
    "## Method",
    "",
    `- Machine: ${machine()}.`,
    `- Client and server are separate processes, ${sides}; nothing leaves the machine.`,
    "- Every subject has a new process in every round. Rounds rotate: each begins with another subject.",
    "- A number is the median over the rounds of a ratio within one round, with the least and the most in brackets. No time",
    "  stands alone: where milliseconds are given they are those above a floor that was measured in the same round.",
    "- Floors, in italics, are no clients: they show what any client could at best reach.",
    "- `NODE_EXTRA_CA_CERTS`, `NODE_OPTIONS`, proxies and tokens are not in the environment of the children.",
    "- Peers are installed from the npm registry by the lock file in `peers/`, without their install scripts. Kiota's packages",
    "  are held at the version that @digitalocean/dots names: with the newest that its range allows it cannot read a droplet.",
    `- Versions: ${versions.join(", ")}.`,
    "- Ours is what `npm run build` makes, with the usual settings unless a section says otherwise.",
  ].join("\n");
}

function named(label, kind) {
  if (kind === "ours") return `**${label}**`;
  return kind === "floor" ? `*${label}*` : label;
}

function table(head, rows) {
  const line = (cells) => `| ${cells.map((text) => String(text).replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
