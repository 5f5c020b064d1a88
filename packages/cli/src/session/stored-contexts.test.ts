import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as contexts from "./stored-contexts.js";

let home: string;
const io = () => ({ home, env: {} });
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "doapi-contexts-"));
});
afterEach(() => rm(home, { recursive: true }));

describe("stored contexts", () => {
  it("are files of their own that only the owner can read, in a folder that only the owner can enter", async () => {
    await contexts.writeContext(io(), "work", { token: "one", endpoint: "http://127.0.0.1:1" });
    const file = join(home, ".config", "doapi", "contexts", "work.json");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(file, ".."))).mode & 0o777).toBe(0o700);
    expect(await contexts.readContext(io(), "work")).toEqual({ token: "one", endpoint: "http://127.0.0.1:1" });
    expect(await readdir(join(file, ".."))).toEqual(["work.json"]);
  });

  it("follow XDG_CONFIG_HOME", () => {
    expect(contexts.configFolder({ home, env: { XDG_CONFIG_HOME: "/elsewhere" } })).toBe("/elsewhere/doapi");
    expect(contexts.configFolder({ home, env: { XDG_CONFIG_HOME: "" } })).toBe(join(home, ".config", "doapi"));
  });

  it("are not lost when several are written at once", async () => {
    const names = ["a", "b", "c", "d"];
    await Promise.all(names.map((name) => contexts.writeContext(io(), name, { token: name })));
    expect(await contexts.contextNames(io())).toEqual(names);
  });

  it.each(["", ".", "..", "../up", "a/b", ".hidden", "a b", "a\n"])("cannot be called %j", async (name) => {
    await expect(contexts.writeContext(io(), name, { token: "x" })).rejects.toMatchObject({ exitCode: 2 });
    await expect(contexts.readContext(io(), name)).rejects.toMatchObject({ exitCode: 2 });
  });

  it("that are damaged are refused without showing what they hold", async () => {
    await contexts.writeContext(io(), "work", { token: "one" });
    await writeFile(contexts.contextFile(io(), "work"), '{"token": dop_v1_secret');
    const failure: unknown = await contexts.readContext(io(), "work").catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 3, message: expect.stringContaining("damaged") });
    expect(String(failure)).not.toContain("dop_v1_secret");
  });

  it("are no longer in use once they are removed; another one stays so", async () => {
    await contexts.writeContext(io(), "one", { token: "1" });
    await contexts.writeContext(io(), "two", { token: "2" });
    await contexts.writeCurrent(io(), "two");
    expect(await contexts.removeContext(io(), "one")).toBe(true);
    expect(await contexts.readCurrent(io())).toBe("two");
    expect(await contexts.removeContext(io(), "two")).toBe(true);
    expect(await contexts.readCurrent(io())).toBeUndefined();
    expect(await contexts.removeContext(io(), "two")).toBe(false);
  });
});
