import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Simulator } from "@doapi/simulator";
import { ExitCode } from "../exit-codes.js";
import { Failure, usage } from "../failure.js";
import type { Io } from "../io/io.js";

/** Seconds become tenths of seconds: short enough to try things out, long enough to see what waiting looks like. */
const tryingPace = 0.1;

/** The simulator tells accounts apart by token. This one is no secret, and keeps the user's real one out. */
export const simulatorToken = "simulator";

/** True when the environment asks for the embedded simulator in every command. */
export function simulatorByDefault(io: Pick<Io, "env">): boolean {
  return !["", "0", "false", "no"].includes(io.env["DOAPI_SIM"]?.trim().toLowerCase() ?? "");
}

/** Where `--sim` keeps its state between runs. */
export function simulatorState(io: Pick<Io, "env" | "home" | "cwd">): string {
  const named = io.env["DOAPI_SIM_STATE"] ?? "";
  if (named !== "") return resolve(io.cwd, named);
  const states = io.env["XDG_STATE_HOME"] ?? "";
  return join(states === "" ? join(io.home, ".local", "state") : states, "doapi", "simulator.db");
}

/** The simulator of `--sim`, in this process; several processes can have the same one open. */
export async function openSimulator(io: Io): Promise<Simulator> {
  const pace = paceOf(io);
  const state = await prepareState(simulatorState(io));
  const { createSimulator } = await import("@doapi/simulator");
  return createSimulator({ state, pace });
}

/** Makes the folder that a state file is in, and gives the file. */
export async function prepareState(file: string): Promise<string> {
  try {
    await mkdir(dirname(file), { recursive: true });
    return file;
  } catch (error) {
    const code = String(Reflect.get(Object(error), "code"));
    throw new Failure(
      ExitCode.failed,
      `cannot keep the simulator's state in ${file}: ${code}`,
      "name a file by DOAPI_SIM_STATE",
    );
  }
}

function paceOf(io: Pick<Io, "env">): number {
  const text = io.env["DOAPI_SIM_PACE"]?.trim() ?? "";
  if (text === "") return tryingPace;
  const pace = Number(text);
  if (!(pace >= 0) || !Number.isFinite(pace)) throw usage("DOAPI_SIM_PACE must be a number, 0 or more");
  return pace;
}
