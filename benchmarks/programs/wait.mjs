// Waits until actions are completed. Job: { client, endpoint, actions }. Says how many were.

import { createClient, finish, job } from "./client.mjs";

const client = await createClient();
const ids = Array.from({ length: job.actions }, (_, index) => index + 1);
const ended = client.actions === undefined ? await oneByOne(ids) : await client.actions(ids);
finish({ completed: ended.filter(({ status }) => status === "completed").length });

/** What remains to do by hand where a client does not wait for several. */
async function oneByOne(pending) {
  const done = [];
  let left = pending;
  while (left.length > 0) {
    const states = await Promise.all(left.map((id) => client.action(id)));
    done.push(...states.filter(({ status }) => status === "completed"));
    left = states.filter(({ status }) => status !== "completed").map(({ id }) => id);
  }
  return done;
}
