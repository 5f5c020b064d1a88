// What it costs to import a client: time and memory beside a process that imports nothing.

import { differences, field, inRounds, ratios } from "../measure/rounds.mjs";
import { runProgram } from "../measure/programs.mjs";
import { clients } from "../subjects.mjs";

const empty = "nothing";
const subjects = {
  ...Object.fromEntries(Object.entries(clients).filter(([, { specifier }]) => specifier !== undefined)),
  gradient: { label: "@digitalocean/gradient", kind: "peer", specifier: "@digitalocean/gradient" },
};
const names = Object.keys(subjects);

export async function measure({ quick }) {
  const rounds = quick ? 5 : 25;
  const values = await inRounds({ names: [empty, ...names], rounds }, (name) =>
    runProgram("peers/import.mjs", { specifier: subjects[name]?.specifier }, { flags: ["--expose-gc"] }),
  );
  const ratio = ratios(field(values, "time"), empty);
  const time = differences(field(values, "time"), empty);
  const memory = differences(field(values, "memory"), empty);
  return {
    title: "Import",
    counted:
      `Time from the start of the process until the package is imported, against a process that imports nothing; heap after a ` +
      `collection, the same way. ${rounds} rounds.`,
    columns: ["over an empty process", "ms more", "MB of heap more"],
    rows: names.map((name) => ({ ...subjects[name], cells: [ratio[name], time[name], memory[name]] })),
    charts: [{ title: "Import, ms over an empty process", column: 1 }],
    goals: [
      { what: "import, ms over an empty process", limit: 6, column: 1 },
      { what: "its memory, MB", limit: 1.5, column: 2 },
    ],
  };
}
