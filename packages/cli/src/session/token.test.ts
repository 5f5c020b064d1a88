import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryIo, type MemoryIoOptions } from "../io/memory.js";
import { writeContext, writeCurrent } from "./stored-contexts.js";
import { findToken, type TokenInput } from "./token.js";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "doapi-token-"));
});
afterEach(() => rm(home, { recursive: true }));

const find = (options: TokenInput = {}, io: MemoryIoOptions = {}) =>
  findToken(memoryIo({ home, cwd: home, ...io }), options);
const token = async (...given: Parameters<typeof find>) => (await find(...given)).token;

const env = {
  DIGITALOCEAN_API_KEY: "4",
  DIGITALOCEAN_ACCESS_TOKEN: "3",
  DIGITALOCEAN_TOKEN: "2",
  DO_API_TOKEN: "1",
};

describe("findToken", () => {
  it("prefers the command line, then the variables in their order, then what is stored", async () => {
    await mkdir(join(home, ".config", "doctl"), { recursive: true });
    await writeFile(join(home, ".config", "doctl", "config.yaml"), "access-token: of-doctl\n", { mode: 0o600 });
    expect(await token()).toBe("of-doctl");
    await writeFile(join(home, ".doapi"), "  saved\n", { mode: 0o600 });
    expect(await token()).toBe("saved");
    await writeContext({ home, env: {} }, "work", { token: "of-work" });
    expect(await token()).toBe("saved");
    await writeCurrent({ home, env: {} }, "work");
    expect(await token()).toBe("of-work");
    await writeContext({ home, env: {} }, "other", { token: "of-other" });
    expect(await token({}, { env: { DOAPI_CONTEXT: "other" } })).toBe("of-other");
    expect(await token({ context: "work" }, { env: { DOAPI_CONTEXT: "other" } })).toBe("of-work");
    expect(await token({ context: "work" }, { env: { DIGITALOCEAN_API_KEY: "4" } })).toBe("4");
    expect(await token({}, { env: { ...env, DO_API_TOKEN: " " } })).toBe("2");
    expect(await token({}, { env })).toBe("1");
    await writeFile(join(home, "token"), "filed\n");
    expect(await token({ apiTokenCommand: "echo printed" }, { env: { ...env, PATH: process.env["PATH"] ?? "" } })).toBe(
      "printed",
    );
    expect(await token({ apiTokenFile: "token" }, { env })).toBe("filed");
    expect(await token({ apiTokenFile: "-" }, { env, stdin: "piped\n" })).toBe("piped");
    expect(await token({ apiToken: "given" }, { env })).toBe("given");
  });

  it("says where it was found, and where it is for", async () => {
    await writeContext({ home, env: {} }, "work", { tokenCommand: "echo printed", endpoint: "http://127.0.0.1:1" });
    const found = await find({ context: "work" }, { env: { PATH: process.env["PATH"] ?? "" } });
    expect(found).toEqual({
      token: "printed",
      source: join(home, ".config", "doapi", "contexts", "work.json"),
      endpoint: "http://127.0.0.1:1",
    });
  });

  it("does not look further when the context that is named does not exist", async () => {
    await writeFile(join(home, ".doapi"), "saved", { mode: 0o600 });
    await expect(find({ context: "nobody" })).rejects.toMatchObject({ exitCode: 4 });
    await expect(find({}, { env: { DOAPI_CONTEXT: "nobody" } })).rejects.toMatchObject({ exitCode: 4 });
  });

  it("lists the sources when there is none", async () => {
    await expect(find()).rejects.toMatchObject({
      exitCode: 3,
      message: "no API token",
      hint: expect.stringMatching(/auth login.*--api-token.*DO_API_TOKEN.*DIGITALOCEAN_TOKEN.*\.doapi.*--sim/),
    });
  });

  it("refuses what can be no token, without showing it", async () => {
    await expect(find({ apiToken: " " })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining("empty"),
    });
    const failure: unknown = await find({ apiToken: "sec\nret" }).catch((error: unknown) => error);
    expect(String(failure)).toContain("--api-token");
    expect(String(failure)).not.toContain("ret");
    await expect(find({ apiTokenFile: "nowhere" })).rejects.toThrow("cannot read nowhere");
  });

  it("tells that a command failed, but neither the command nor what it printed", async () => {
    const failing = find(
      { apiTokenCommand: "echo dop_v1_half; exit 7 # secret" },
      { env: { PATH: process.env["PATH"] ?? "" }, cwd: home },
    );
    const failure: unknown = await failing.catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 3, message: "the command for the API token ended with exit code 7" });
  });
});
