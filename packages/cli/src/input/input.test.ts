import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { readInput, readJsonObject, readText, writeOutput } from "./input.js";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "doapi-input-"));
  await writeFile(join(cwd, "data.json"), '{"a":1}');
});
afterAll(() => rm(cwd, { recursive: true }));

const io = (stdin = "") => memoryIo({ cwd, stdin });

describe("readText", () => {
  it("takes text as it is, @file from the working folder and @- from standard input", async () => {
    expect(await readText(io(), "me@home")).toBe("me@home");
    expect(await readText(io(), "@data.json")).toBe('{"a":1}');
    expect(await readText(io("typed"), "@-")).toBe("typed");
  });

  it("reads standard input once", async () => {
    const piped = io("typed");
    await readInput(piped, "-");
    await expect(readText(piped, "@-")).rejects.toMatchObject({ exitCode: 2 });
  });

  it("hints at what @ means where the file cannot be read", async () => {
    const hint = "what begins with @ is the name of a file; @- is standard input";
    await expect(readText(io(), "@missing")).rejects.toMatchObject({ exitCode: 1, hint });
  });

  it("says which file cannot be read, and why", async () => {
    await expect(readInput(io(), "missing")).rejects.toMatchObject({
      message: "cannot read missing: there is no such file or folder",
      exitCode: 1,
    });
    await expect(readInput(io(), ".")).rejects.toThrow("cannot read .: it is a folder");
  });
});

describe("readJsonObject", () => {
  it("takes objects only", async () => {
    expect(await readJsonObject(io(), "@data.json", "--params")).toEqual({ a: 1 });
    for (const text of ["[1]", "null", "1"]) {
      await expect(readJsonObject(io(), text, "--params")).rejects.toThrow("must be a JSON object");
    }
  });

  it("does not repeat what it could not read, which may hold secrets", async () => {
    const failure = readJsonObject(io(), '{"password": "hunter2"', "--params");
    await expect(failure).rejects.toMatchObject({ message: "the value of --params is no valid JSON", exitCode: 2 });
  });
});

describe("writeOutput", () => {
  it("writes a file in the working folder, or says why it cannot", async () => {
    await writeOutput(io(), "headers", "x\n");
    expect(await readFile(join(cwd, "headers"), "utf8")).toBe("x\n");
    await expect(writeOutput(io(), "no/such/folder", "x")).rejects.toThrow("cannot write no/such/folder");
  });
});
