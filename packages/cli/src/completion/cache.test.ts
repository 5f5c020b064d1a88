import { mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { cacheFolder, nameCache } from "./cache.js";

let home: string;
beforeEach(() => (home = mkdtempSync(join(tmpdir(), "doapi-cache-"))));
afterEach(() => rmSync(home, { recursive: true }));

const folder = () => cacheFolder({ env: {}, home });
const cacheOf = (account: unknown, kind = "tag") => nameCache({ env: {}, home }, kind, account);
const names = [{ value: "web", summary: "2 droplets" }];

describe("names on the disk", () => {
  it("are read back for the same account and kind, and for no other", async () => {
    await cacheOf(["a token"]).write(names);
    expect(await cacheOf(["a token"]).read()).toEqual(names);
    await expect(cacheOf(["another token"]).read()).rejects.toThrow("ENOENT");
    await expect(cacheOf(["a token"], "droplet").read()).rejects.toThrow("ENOENT");
  });

  it("are for their owner alone, in a folder for its owner alone, and nothing names the account", async () => {
    await cacheOf(["a-secret-token"]).write(names);
    const files = readdirSync(folder());
    expect(files).toEqual([expect.stringMatching(/^tag-[0-9a-f]{32}\.json$/)]);
    expect(statSync(folder()).mode & 0o777).toBe(0o700);
    expect(files.map((file) => statSync(join(folder(), file)).mode & 0o777)).toEqual([0o600]);
  });

  it("are too old after a minute, or when the clock was turned back, and go with the next write", async () => {
    await cacheOf("old").write(names);
    const [file = ""] = readdirSync(folder());
    for (const minutes of [-1.1, 1.1]) {
      const time = new Date(Date.now() + minutes * 60_000);
      utimesSync(join(folder(), file), time, time);
      expect(await cacheOf("old").read()).toBeUndefined();
    }
    const past = new Date(Date.now() - 61_000);
    utimesSync(join(folder(), file), past, past);
    await cacheOf("new").write(names);
    expect(readdirSync(folder())).not.toContain(file);
  });

  it("that are broken are an error, not names", async () => {
    await cacheOf("a").write(names);
    const [file = ""] = readdirSync(folder());
    writeFileSync(join(folder(), file), "[{");
    await expect(cacheOf("a").read()).rejects.toThrow(SyntaxError);
  });

  it("are where XDG_CACHE_HOME says", () => {
    expect(cacheFolder({ env: { XDG_CACHE_HOME: "/caches" }, home: "/home/me" })).toBe("/caches/doapi/names");
    expect(cacheFolder({ env: {}, home: "/home/me" })).toBe("/home/me/.cache/doapi/names");
  });
});
