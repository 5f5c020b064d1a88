import { resolve } from "node:path";
import type { Simulator } from "@doapi/simulator";
import { command, type Noun, number, text } from "../command/declare.js";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import type { Context } from "../session/context.js";
import { prepareState, simulatorState } from "../session/simulator.js";

const defaultPort = 4000;

const state = text("--state <file>", "where the state is kept");

const serve = command({
  options: {
    port: number("--port <number>", `the port to listen on (${defaultPort}; 0 for any free one)`, {
      least: 0,
      most: 65_535,
      whole: true,
    }),
    host: text("--host <address>", "the address to listen on (127.0.0.1)"),
    state,
    pace: number("--pace <factor>", "how long things take: 1 as in reality, 0.1 a tenth of it (default), 0 no time", {
      least: 0,
    }),
  },
  notes:
    "Runs until Ctrl-C; without --state everything is forgotten then. The state that --sim keeps between runs is another one, and `doapi sim reset` forgets it.",
  async run(context, { port = defaultPort, host = "127.0.0.1", state: file, pace = 0.1 }) {
    const { createSimulator } = await import("@doapi/simulator");
    const simulator = createSimulator({
      pace,
      ...(file === undefined ? {} : { state: await prepareState(resolve(context.io.cwd, file)) }),
    });
    try {
      const server = await listen(simulator, { port, host });
      announce(context, server.url, file);
      await interrupted(context.signal);
      await server.close();
    } finally {
      await simulator.close();
    }
    return ExitCode.interrupted;
  },
});

const reset = command({
  options: { state },
  async run({ io, dryRun }, { state: given }) {
    const file = given === undefined ? simulatorState(io) : resolve(io.cwd, given);
    if (dryRun !== undefined) return dryRun.skip(`forget the simulator's state in ${file}`);
    const { createSimulator } = await import("@doapi/simulator");
    const simulator = createSimulator({ state: await prepareState(file) });
    try {
      simulator.reset();
    } finally {
      await simulator.close();
    }
    return undefined;
  },
});

async function listen(simulator: Simulator, address: { port: number; host: string }) {
  try {
    return await simulator.listen(address);
  } catch (error) {
    const code = Reflect.get(Object(error), "code");
    const at = `${address.host}:${address.port}`;
    if (code === "EADDRINUSE") {
      throw new Failure(ExitCode.failed, `${at} is in use already`, "choose another port, or any free one by --port 0");
    }
    if (typeof code === "string") throw new Failure(ExitCode.failed, `cannot listen on ${at}: ${code}`);
    throw error;
  }
}

function announce({ io, messages, results }: Context, url: string, file: string | undefined): void {
  // A program that started this reads the address from the output; a person reads the lines below.
  if (!io.stdout.isTTY) results.value({ url });
  messages.note(`a DigitalOcean is running at ${url}`);
  messages.note(`use it with any token: doapi --endpoint ${url} --api-token any droplet show`);
  messages.note(
    file === undefined ? "its state is forgotten at the end (keep it by --state FILE)" : `its state is in ${file}`,
  );
  messages.note("Ctrl-C ends it");
}

function interrupted(signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) done();
    else signal.addEventListener("abort", () => done(), { once: true });
  });
}

export const sim: Noun = {
  verbs: {
    serve: { summary: "serve the API on this machine until Ctrl-C", load: async () => serve },
    reset: { summary: "forget the state that --sim keeps", load: async () => reset },
  },
  fallback: "serve",
};
