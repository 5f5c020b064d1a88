import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryIo, type MemoryIoOptions } from "../io/memory.js";
import { findToken } from "./token.js";

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "doapi-token-"));
});
afterEach(() => rm(home, { recursive: true }));

type Given = { apiToken?: string; apiTokenFile?: string };
const find = ({ apiToken, apiTokenFile }: Given = {}, io: MemoryIoOptions = {}) =>
  findToken(memoryIo({ home, cwd: home, ...io }), { apiToken, apiTokenFile });

describe("findToken", () => {
  it("prefers the command line, then the variables in their order, then the file in the home folder", async () => {
    await writeFile(join(home, ".doapi"), "  saved\n");
    await writeFile(join(home, "token"), "filed\n");
    const env = {
      DIGITALOCEAN_API_KEY: "4",
      DIGITALOCEAN_ACCESS_TOKEN: "3",
      DIGITALOCEAN_TOKEN: "2",
      DO_API_TOKEN: "1",
    };
    expect(await find({ apiToken: "given" }, { env })).toBe("given");
    expect(await find({ apiTokenFile: "token" }, { env })).toBe("filed");
    expect(await find({ apiTokenFile: "-" }, { env, stdin: "piped\n" })).toBe("piped");
    expect(await find({}, { env })).toBe("1");
    expect(await find({}, { env: { ...env, DO_API_TOKEN: " " } })).toBe("2");
    expect(await find({}, { env: { DIGITALOCEAN_API_KEY: "4" } })).toBe("4");
    expect(await find()).toBe("saved");
  });

  it("lists the sources when there is none", async () => {
    await expect(find()).rejects.toMatchObject({
      exitCode: 3,
      message: "no API token",
      hint: expect.stringMatching(/--api-token.*DO_API_TOKEN.*DIGITALOCEAN_TOKEN.*\.doapi.*--sim/),
    });
  });

  it("refuses what can be no token, without showing it", async () => {
    await expect(find({ apiToken: " " })).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining("empty"),
    });
    const failure = await find({ apiToken: "sec\nret" }).catch((error: Error) => error);
    expect(String(failure)).toContain("--api-token");
    expect(String(failure)).not.toContain("ret");
    await expect(find({ apiTokenFile: "nowhere" })).rejects.toThrow("cannot read nowhere");
  });
});
