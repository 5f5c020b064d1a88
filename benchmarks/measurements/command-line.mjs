// How long a command takes from the shell, against the shortest that Node can take.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment, folder, pinned, root } from "../measure/environment.mjs";
import { startServer } from "../measure/programs.mjs";
import { inRounds, ratios } from "../measure/rounds.mjs";

const doapi = join(root, "packages", "cli", "bin", "doapi.cjs");

export async function measure({ quick }) {
  const rounds = quick ? 5 : 31;
  const server = await startServer("programs/api.mjs");
  const url = `${server.url}/v2/regions`;
  const commands = {
    "node -e 0": ["-e", "0"],
    "doapi --version": [doapi, "--version"],
    "one GET by node:http": ["programs/one-get-http.mjs", url],
    "one GET by fetch": ["programs/one-get-fetch.mjs", url],
    "doapi region": [doapi, "region", "--endpoint", server.url, "--api-token", "token"],
    "doapi droplet --help": [doapi, "droplet", "--help"],
    "doapi region --sim": [doapi, "region", "--sim"],
  };
  const values = await inRounds({ names: Object.keys(commands), rounds }, (name) => time(commands[name]));
  await server.stop();
  const ratio = ratios(values, "node -e 0");
  const rows = Object.keys(commands).slice(1);
  return {
    title: "Command line",
    counted: `Wall time of a command from start to end over that of \`node -e 0\`; the requests go to a server on loopback. ${rounds} rounds.`,
    columns: ["over node -e 0"],
    rows: rows.map((name) => ({
      label: name,
      kind: name.startsWith("doapi") ? "ours" : "floor",
      cells: [ratio[name]],
    })),
    charts: [{ title: "Command line (node -e 0 = 1)", column: 0 }],
    goals: [
      { what: "`doapi --version` over `node -e 0`", limit: 1.6, column: 0, row: rows.indexOf("doapi --version") },
      {
        what: "one API call from the shell over `node -e 0`",
        limit: 2.3,
        column: 0,
        row: rows.indexOf("doapi region"),
      },
    ],
  };
}

/** Milliseconds from the start of a command to its end. */
async function time(args) {
  const [program, ...rest] = pinned("client", [process.execPath, ...args]);
  const env = { ...environment, DOAPI_SIM_STATE: join(tmpdir(), `doapi-benchmark-${process.pid}`, "simulator.db") };
  const start = performance.now();
  const child = spawn(program, rest, { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  let text = "";
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${args.join(" ")} failed:\n${text}`);
  return performance.now() - start;
}
