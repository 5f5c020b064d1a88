import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readDoctl } from "./doctl.js";

let folder: string;
const io = () => ({ home: "/nowhere", env: { XDG_CONFIG_HOME: folder } });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "doapi-doctl-"));
  await mkdir(join(folder, "doctl"));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(text: string) {
  await writeFile(join(folder, "doctl", "config.yaml"), text, { mode: 0o600 });
  return readDoctl(io());
}

describe("doctl's configuration", () => {
  it("has a token of its own and named ones", async () => {
    const config = await read(
      "access-token: one\nauth-contexts:\n  work: two\n  home: three\ncontext: work\noutput: text\n",
    );
    expect([...(config?.tokens ?? [])]).toEqual([
      ["default", "one"],
      ["work", "two"],
      ["home", "three"],
    ]);
    expect(config).toMatchObject({ current: "work", endpoint: undefined });
  });

  it("may have no more than a token, or not even that", async () => {
    expect(await read("access-token: one\n")).toMatchObject({ current: "default" });
    expect((await read('access-token: ""\nauth-contexts: {}\ncontext: ""\n'))?.tokens.size).toBe(0);
    expect((await read(""))?.tokens.size).toBe(0);
    expect((await read("- a\n- b\n"))?.tokens.size).toBe(0);
  });

  it("names another address", async () => {
    expect((await read("access-token: one\napi-url: https://api.example.com\n"))?.endpoint).toBe(
      "https://api.example.com",
    );
  });

  it("is refused when it is no YAML, without showing it, and is never written", async () => {
    const text = "access-token: [dop_v1_secret\n";
    const failure: unknown = await read(text).catch((error: unknown) => error);
    expect(failure).toMatchObject({ exitCode: 3 });
    expect(String(failure)).not.toContain("dop_v1_secret");
    expect(await readFile(join(folder, "doctl", "config.yaml"), "utf8")).toBe(text);
  });

  it("need not exist", async () => {
    expect(await readDoctl(io())).toBeUndefined();
  });
});
