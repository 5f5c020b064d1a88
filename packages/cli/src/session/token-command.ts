import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import type { Io } from "../io/io.js";

/**
 * What a shell command prints, such as `pass show digitalocean`. It shares the terminal, so that it can ask to be unlocked.
 * The command itself is in no message: it may hold a secret too.
 */
export async function runTokenCommand(io: Pick<Io, "env" | "cwd" | "interrupt">, command: string): Promise<string> {
  // Loaded only now: it takes milliseconds.
  const { spawn } = await import("node:child_process");
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      shell: true,
      stdio: ["inherit", "pipe", "inherit"],
      env: io.env,
      cwd: io.cwd,
      signal: io.interrupt,
    });
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.on("error", () => reject(failed("could not be started")));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(Buffer.concat(chunks).toString("utf8"));
      else reject(failed(signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`));
    });
  });
}

function failed(how: string): Failure {
  return new Failure(ExitCode.denied, `the command for the API token ${how}`);
}
