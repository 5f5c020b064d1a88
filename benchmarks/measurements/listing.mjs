// What a long list costs: 10,000 droplets, each answer 50 ms after its request.

import { field, inRounds, ratios } from "../measure/rounds.mjs";
import { runProgram, startServer } from "../measure/programs.mjs";
import { only } from "../subjects.mjs";

const subjects = only("bare-fetch", "node-http", "doapi", "openapi-fetch", "ky", "dots-wrapper", "do-wrapper", "dots");
const names = Object.keys(subjects);
const latency = 50;

export async function measure({ quick }) {
  const rounds = quick ? 2 : 5;
  const server = await startServer("programs/api.mjs", { latency });
  try {
    const values = await inRounds({ names, rounds }, async (client) => {
      await server.ask("requests");
      const result = await runProgram("programs/list.mjs", { client, endpoint: server.url });
      // The one before the list, which opens the connection, does not count.
      return { ...result, requests: (await server.ask("requests")) - 1 };
    });
    return section(values, rounds);
  } finally {
    await server.stop();
  }
}

function section(values, rounds) {
  const wall = ratios(field(values, "wall"), "bare-fetch");
  return {
    title: "A list of 10,000",
    counted:
      `All droplets, each answer ${latency} ms after its request, 5 more or less by page; \`fetch\`, one page of 200 after another, = 1. Wall time in ` +
      `${rounds} rounds. node:http reads ten pages at a time. A client without a way of its own to read all pages is given the ` +
      "loop that its user would write. digitalocean-js has none: its list is the first page.",
    columns: ["wall", "requests", "complete", "in order"],
    rows: names.map((name) => ({
      ...subjects[name],
      cells: [wall[name], one(values[name], "requests"), one(values[name], "complete"), one(values[name], "ordered")],
    })),
    charts: [{ title: "List of 10,000 at 50 ms (sequential fetch = 1)", column: 0 }],
    goals: [
      { what: "list 10,000 at 50 ms (sequential fetch = 1)", limit: 0.2, column: 0 },
      { what: "its requests", limit: 50, column: 1 },
    ],
  };
}

/** What is the same in every round, or all that it was. */
function one(list, name) {
  const seen = [...new Set(list.map((value) => value[name]))];
  if (typeof seen[0] === "boolean") return seen.every(Boolean) ? "yes" : "no";
  return seen.length === 1 ? seen[0] : seen.join(" or ");
}
