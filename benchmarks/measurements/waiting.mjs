// What waiting for many actions costs in requests, of which an account has 250 a minute.

import { runProgram, startServer } from "../measure/programs.mjs";
import { only } from "../subjects.mjs";

const subjects = only("bare-fetch", "doapi");
const actions = 500;
const rounds = 4;
const outOfReach = { perMinute: 1e9, perHour: 1e9 };

export async function measure() {
  const rows = [];
  for (const [client, subject] of Object.entries(subjects)) {
    const server = await startServer("programs/actions.mjs", { actions, rounds });
    const { completed } = await runProgram("programs/wait.mjs", {
      client,
      endpoint: server.url,
      actions,
      limits: outOfReach,
    });
    const requests = await server.ask("requests");
    await server.stop();
    rows.push({ ...subject, cells: [requests / rounds, `${completed} of ${actions}`] });
  }
  return {
    title: "Waiting for 500 actions",
    counted:
      `Requests a round; the actions end after ${rounds} rounds. No other client waits for several actions: their users ask for ` +
      "each of them, as the loop around `fetch` does here. With pages of 200 it takes at least 3.",
    columns: ["requests a round", "completed"],
    rows,
    goals: [{ what: "500 actions waited for, requests a round", limit: 5, column: 0 }],
  };
}
