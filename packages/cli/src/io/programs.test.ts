import process from "node:process";
import { describe, expect, it } from "vitest";
import type { Interrupts } from "./process.js";
import { startProgram } from "./programs.js";

const node = process.execPath;
const place = { env: { PATH: process.env["PATH"] }, cwd: process.cwd() };

/** Notes when the signals go to a program, and when they come back. */
function noting() {
  const notes: string[] = [];
  const interrupts: Interrupts = {
    signal: new AbortController().signal,
    divert() {
      notes.push("diverted");
      return () => void notes.push("back");
    },
  };
  return { notes, interrupts };
}

async function run(script: string, { stopAt }: { readonly stopAt?: string } = {}) {
  const { notes, interrupts } = noting();
  const written = { stdout: "", stderr: "" };
  let stop: () => void = () => {};
  const output = {
    stdout(chunk: Uint8Array) {
      written.stdout += Buffer.from(chunk).toString();
      if (stopAt !== undefined && written.stdout.includes(stopAt)) stop();
    },
    stderr: (chunk: Uint8Array) => void (written.stderr += Buffer.from(chunk).toString()),
  };
  const started = await startProgram({ name: node, args: ["-e", script], ...place, output }, interrupts);
  stop = started.stop;
  const end = await started.end;
  started.stop();
  return { ...end, ...written, notes };
}

describe("a program of the machine", () => {
  it("gives its output and its end, and keeps no signals for itself", async () => {
    const script =
      "process.stdin.on('data', () => {}).on('end', () => { console.log(1); console.error(2); process.exitCode = 3; })";
    expect(await run(script)).toEqual({ exitCode: 3, signal: null, stdout: "1\n", stderr: "2\n", notes: [] });
  });

  it("gives all of what it wrote", async () => {
    const { stdout } = await run("process.stdout.write('a'.repeat(5_000_000))");
    expect(stdout).toHaveLength(5_000_000);
  });

  it("can be asked to end", async () => {
    const end = await run("setInterval(() => {}, 1000); console.log('here')", { stopAt: "here" });
    expect(end).toMatchObject({ exitCode: null, signal: "SIGTERM" });
  });

  it("has ended also when something that it left behind still has its output", async () => {
    const left =
      "const child = require('child_process').spawn('sleep', ['600'], { stdio: 'inherit', detached: true });";
    const { exitCode, stdout } = await run(`${left} console.log(child.pid); child.unref();`);
    process.kill(Number(stdout), "SIGKILL");
    expect(exitCode).toBe(0);
  });

  it("has the signals of this process while it has its streams", async () => {
    const { notes, interrupts } = noting();
    const { end } = await startProgram({ name: node, args: ["-e", ""], ...place }, interrupts);
    expect(notes).toEqual(["diverted"]);
    expect(await end).toEqual({ exitCode: 0, signal: null });
    expect(notes).toEqual(["diverted", "back"]);
  });

  it("that is not there is an error, and the signals come back", async () => {
    const { notes, interrupts } = noting();
    const missing = startProgram({ name: "no-program-of-this-name", args: [], ...place }, interrupts);
    await expect(missing).rejects.toMatchObject({ code: "ENOENT" });
    expect(notes).toEqual(["diverted", "back"]);
    expect(process.listeners("exit").some(({ name }) => name === "endAll")).toBe(false);
  });
});
