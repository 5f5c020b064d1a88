// Starts servers of any make, and tells when they answer and how much memory they have.

import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer } from "node:net";
import { environment, folder, pinned } from "./environment.mjs";

/**
 * @param {(port: number) => string[]} command the program and its arguments, for a port
 * @returns {Promise<{ url: string, start: number, message: any, cpu: () => Promise<number>, memory: () => number,
 *   stop: () => Promise<void> }>} `start` is the milliseconds until it took a connection, `memory` the megabytes resident,
 *   `message` the first that it sent if any; `cpu`, for our own programs only, the milliseconds that it has computed
 */
export async function serve(command) {
  const port = await freePort();
  const [program, ...args] = pinned("server", [process.execPath, ...command(port)]);
  const began = performance.now();
  const child = spawn(program, args, { cwd: folder, env: environment, stdio: ["ignore", "ignore", "pipe", "ipc"] });
  let text = "";
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  const message = once(child, "message").then(([first]) => first);
  while (!(await accepts(port))) {
    if (child.exitCode !== null) throw new Error(`${args.join(" ").slice(0, 200)} ended:\n${text}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 2);
    });
  }
  const start = performance.now() - began;
  return {
    url: `http://127.0.0.1:${port}`,
    start,
    message,
    async cpu() {
      child.send("cpu");
      const [{ user, system }] = await once(child, "message");
      return (user + system) / 1000;
    },
    memory: () => Number(spawnSync("ps", ["-o", "rss=", "-p", String(child.pid)], { encoding: "utf8" }).stdout) / 1024,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
