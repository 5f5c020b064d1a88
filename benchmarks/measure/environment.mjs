// Where the measurements run: which processor for whom, and what of this process's environment a child sees.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, platform } from "node:os";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const folder = fileURLToPath(new URL("..", import.meta.url));

/** Variables that would change what is measured: reading a certificate file costs 40 ms at every start on Node 20. */
const foreign = /^(NODE_EXTRA_CA_CERTS|NODE_OPTIONS|NODE_ENV|npm_.*|DIGITALOCEAN_.*|DO_API_TOKEN|DOAPI_.*|.*_proxy)$/i;

export const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
  NO_COLOR: "1",
};

const processors = pinnable();

/** Whether the two sides of a measurement have a processor each. */
export const isPinned = processors.length > 1;

/**
 * The command line that runs a program on the processor of its side.
 *
 * @param {"client" | "server" | undefined} side what is measured over a connection has two sides
 * @param {string[]} command
 */
export function pinned(side, command) {
  if (!isPinned || side === undefined) return command;
  return ["taskset", "--cpu-list", processors[side === "server" ? 0 : 1], ...command];
}

function pinnable() {
  if (platform() !== "linux" || spawnSync("taskset", ["--version"]).status !== 0) return [];
  const [, list = ""] = /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
  return list.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  });
}

/** One line on the machine, and on how busy it was: more than the one or two that a measurement uses is somebody else. */
export function machine() {
  const usable = processors.length || cpus().length;
  const load = `load ${loadavg()[2].toFixed(1)} over the last 15 minutes`;
  return `${cpus()[0].model.trim()}, ${usable} processors usable, ${load}, ${platform()} ${process.arch}, Node ${process.versions.node}`;
}
