import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { run } from "../run.js";
import { cacheFolder } from "./cache.js";
import { accountNames } from "./names.js";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "doapi-names-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const ioWith = (env: Record<string, string>) =>
  memoryIo({ env: { DOAPI_SIM_STATE: join(folder, "state.db"), ...env }, cwd: folder, home: folder });
const simulated = () => ioWith({ DOAPI_SIM: "1" });
const tags = async (io = simulated()) => (await accountNames(io, new Map())("tag")).map(({ value }) => value);
const files = () => readdirSync(cacheFolder({ env: {}, home: folder }));

describe("names of the account", () => {
  it("are asked for once a minute, and kept for the user alone", async () => {
    await run(["tag", "new", "one"], simulated());
    expect(await tags()).toEqual(["one"]);
    await run(["tag", "new", "two"], simulated());
    expect(await tags()).toEqual(["one"]);
    const [file = ""] = files();
    const path = join(cacheFolder({ env: {}, home: folder }), file);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const old = new Date(Date.now() - 61_000);
    utimesSync(path, old, old);
    expect(await tags()).toEqual(["one", "two"]);
  });

  it("of another token are others, and no token is written down", async () => {
    const token = "dop_v1_the_secret_of_somebody";
    const env = { DO_API_TOKEN: token };
    const given = new Map([["endpoint", "no-address"]]);
    expect(await accountNames(ioWith(env), given)("tag")).toEqual([]);
    expect(await tags()).toEqual([]);
    const names = files();
    expect(names).toHaveLength(1);
    const kept = names.map((name) => name + readFileSync(join(cacheFolder({ env: {}, home: folder }), name), "utf8"));
    expect(kept.join()).not.toContain(token);
  });

  it("are none, and nothing is said, when there is no token or no such kind", async () => {
    const io = ioWith({});
    expect(await tags(io)).toEqual([]);
    expect(await accountNames(simulated(), new Map())("toString")).toEqual([]);
    expect(await accountNames(io, new Map([["apiTokenFile", "-"]]))("tag")).toEqual([]);
    expect([io.out(), io.err()]).toEqual(["", ""]);
  });

  it("come from the API where the disk cannot be used", async () => {
    await run(["tag", "new", "one"], simulated());
    const io = ioWith({ DOAPI_SIM: "1", XDG_CACHE_HOME: join(folder, "state.db") });
    expect(await tags(io)).toEqual(["one"]);
  });
});
