// results.svg: a panel of bars for each chart that a measurement names.

import { digits } from "./numbers.mjs";

const width = 940;
const gap = 40;
const panelWidth = (width - gap) / 2;
const labels = 170;
const values = 64;
const bars = panelWidth - labels - values;
const line = 20;
const head = 34;

// Without a background of its own, so that it stands on light and dark pages; the greys are read on both where a viewer
// does not say which it is.
const style = `
  text { font: 12px system-ui, sans-serif; fill: #6b7280 }
  .title { font-weight: 600; fill: #4b5563 }
  .ours { fill: #0069ff } .peer { fill: #9ca3af } .floor { fill: #c7a252 }
  text.ours { font-weight: 600 }
  .range { stroke: #4b5563; stroke-width: 1 }
  .goal { stroke: #d6336c; stroke-width: 1.5; stroke-dasharray: 3 3 }
  @media (prefers-color-scheme: dark) {
    text { fill: #9ca3af } .title { fill: #d1d5db }
    .ours { fill: #4d96ff } .peer { fill: #6b7280 }
    .range { stroke: #d1d5db }
  }`;

export function chart(sections) {
  const panels = sections.flatMap((section) => (section.charts ?? []).map((each) => panelOf(section, each)));
  const columns = [
    { x: 0, y: 0 },
    { x: panelWidth + gap, y: 0 },
  ];
  const placed = panels.map((panel) => {
    const column = columns[0].y <= columns[1].y ? columns[0] : columns[1];
    const drawn = `<g transform="translate(${column.x} ${column.y})">${draw(panel)}</g>`;
    column.y += head + panel.bars.length * line + 26;
    return drawn;
  });
  const height = Math.max(...columns.map(({ y }) => y)) + line;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-10 -20 ${width + 20} ${height + 20}" role="img">
<title>doapi beside its peers: shorter bars are better unless a title says that it counts answers</title>
<style>${style}</style>
${placed.join("\n")}
${legend(height - 12)}
</svg>
`;
}

function panelOf({ rows, goals = [] }, { title, column }) {
  const bars = rows.flatMap(({ label, kind, cells }) => {
    const value = cells[column];
    if (value === undefined) return [];
    const spread = typeof value === "object" ? value : { least: value, median: value, most: value };
    return [{ label, kind, ...spread }];
  });
  const goal = goals.find((each) => each.column === column && each.value === undefined);
  return { title, bars, goal: goal?.limit ?? goal?.atLeast };
}

function draw({ title, bars: all, goal }) {
  const scale = bars / Math.max(...all.map(({ most }) => most), goal ?? 0);
  const x = (value) => round(labels + Math.max(value, 0) * scale);
  const marks = all.map(({ label, kind, least, median, most }, index) => {
    const y = head + index * line;
    const middle = y + line / 2 - 3;
    const range =
      least === most ? "" : `<line class="range" x1="${x(least)}" x2="${x(most)}" y1="${middle}" y2="${middle}"/>`;
    return [
      `<text class="${kind}" x="${labels - 8}" y="${y + 11}" text-anchor="end">${escape(shortened(label))}</text>`,
      `<rect class="${kind}" x="${labels}" y="${y}" width="${round(Math.max(x(median) - labels, 1))}" height="${line - 6}" rx="2"/>`,
      range,
      `<text class="${kind}" x="${x(most) + 6}" y="${y + 11}">${digits(median)}</text>`,
    ].join("");
  });
  const bottom = head + all.length * line;
  const aim =
    goal === undefined ? "" : `<line class="goal" x1="${x(goal)}" x2="${x(goal)}" y1="${head - 6}" y2="${bottom}"/>`;
  return `<text class="title" y="12">${escape(title)}</text>${marks.join("\n")}${aim}`;
}

function legend(y) {
  const items = [
    ["ours", "doapi"],
    ["peer", "peers"],
    ["floor", "floors: no clients"],
  ];
  const drawn = items.map(
    ([kind, text], index) =>
      `<rect class="${kind}" x="${index * 130}" y="${y - 10}" width="12" height="12" rx="2"/><text x="${index * 130 + 18}" y="${y}">${text}</text>`,
  );
  const goal = `<line class="goal" x1="440" x2="440" y1="${y - 12}" y2="${y + 4}"/><text x="448" y="${y}">goal; thin lines: least to most</text>`;
  return drawn.join("") + goal;
}

/** What follows a comma is in the table. */
function shortened(label) {
  const [start] = label.split(/ \(|, new/);
  const short = start.replace(/.*createClient.*/, "droplets only");
  return short.length > 25 ? `${short.slice(0, 24)}...` : short;
}

function round(number) {
  return Math.round(number * 10) / 10;
}

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
