// Starts the programs that do the work: every subject of every round has a process of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { environment, folder, pinned } from "./environment.mjs";

/**
 * Runs a program of this folder to its end.
 *
 * @param {string} file
 * @param {object} job what it is told, as JSON
 * @returns {Promise<any>} what it says at its end by `process.send`
 */
export async function runProgram(file, job, { flags = [], side = "client" } = {}) {
  const child = start(file, job, { side, flags });
  let said;
  child.on("message", (message) => {
    said = message;
  });
  const [code] = await once(child, "exit");
  if (code !== 0 || said === undefined) throw new Error(`${file} ${JSON.stringify(job)} failed:\n${child.errors()}`);
  return said;
}

/**
 * Starts a program that serves until it is stopped; its first message has its `url`.
 *
 * @returns {Promise<{ url: string, ask: (question: string) => Promise<any>, stop: () => Promise<void> }>}
 */
export async function startServer(file, job = {}) {
  const child = start(file, job, { side: "server", flags: [] });
  const [first] = await Promise.race([once(child, "message"), once(child, "exit").then(() => [undefined])]);
  if (first === undefined) throw new Error(`${file} did not start:\n${child.errors()}`);
  return {
    url: first.url,
    async ask(question) {
      child.send(question);
      const [answer] = await once(child, "message");
      return answer;
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

function start(file, job, { side, flags }) {
  const [program, ...args] = pinned(side, [process.execPath, ...flags, file, JSON.stringify(job)]);
  const child = spawn(program, args, { cwd: folder, env: environment, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let text = "";
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  return Object.assign(child, { errors: () => text });
}
