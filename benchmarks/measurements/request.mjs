// What one request costs: GET one droplet over a kept-alive connection, its JSON parsed.

import { field, inRounds, ratios } from "../measure/rounds.mjs";
import { runProgram, startServer } from "../measure/programs.mjs";
import { clients } from "../subjects.mjs";

const names = Object.keys(clients);
const outOfReach = { perMinute: 1e9, perHour: 1e9 };

export async function measure({ quick }) {
  const size = quick ? { warmUp: 300, requests: 600 } : { warmUp: 1_500, requests: 3_000 };
  const rounds = quick ? 3 : 7;
  const server = await startServer("programs/api.mjs");
  const at = async (concurrency) => {
    const job = (client) => ({ client, endpoint: server.url, concurrency, limits: outOfReach, ...size });
    const values = await inRounds({ names, rounds }, (name) => runProgram("programs/request.mjs", job(name)));
    return {
      cpu: ratios(field(values, "cpu"), "bare-fetch"),
      wall: ratios(field(values, "wall"), "bare-fetch"),
    };
  };
  try {
    const one = await at(1);
    const twenty = await at(20);
    return section({ one, twenty, rounds, size });
  } finally {
    await server.stop();
  }
}

function section({ one, twenty, rounds, size }) {
  return {
    title: "One request",
    counted:
      `GET of one droplet (2 KB), parsed, over kept-alive connections on loopback; bare \`fetch\` = 1. CPU is user and system ` +
      `time of the client's process. ${rounds} rounds, each with ${size.requests} requests after ${size.warmUp} to warm up. ` +
      "@doapi/client has its rate budget on, with limits out of reach.",
    columns: ["CPU, 1 at a time", "CPU, 20 at once", "wall, 1 at a time", "wall, 20 at once"],
    rows: names.map((name) => ({
      ...clients[name],
      cells: [one.cpu[name], twenty.cpu[name], one.wall[name], twenty.wall[name]],
    })),
    charts: [
      { title: "CPU per request, one at a time (bare fetch = 1)", column: 0 },
      { title: "CPU per request, 20 at once (bare fetch = 1)", column: 1 },
    ],
    goals: [
      { what: "CPU per request, 1 at a time (bare fetch = 1)", limit: 0.65, column: 0 },
      { what: "CPU per request, 20 at once (bare fetch = 1)", limit: 0.55, column: 1 },
    ],
  };
}
