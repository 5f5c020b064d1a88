import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command, Noun } from "./command/declare.js";
import { memoryIo, type MemoryIoOptions } from "./io/memory.js";
import { registry } from "./registry.js";
import { run } from "./run.js";
import { version } from "./version.js";

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "doapi-run-"));
});
afterAll(() => rmSync(home, { recursive: true }));

async function doapi(line: string, { env, ...options }: MemoryIoOptions = {}) {
  const state = { DOAPI_SIM_STATE: join(home, "state.db"), DOAPI_SIM_PACE: "0" };
  const io = memoryIo({ home, cwd: home, env: { ...state, ...env }, ...options });
  const exitCode = await run(line.split(" "), io);
  return { exitCode, out: io.out(), err: io.err() };
}

describe("every command of the registry", () => {
  it.each(Object.entries(registry))("%s loads, and its help names it", async (noun, { load, summary }) => {
    expect(summary).not.toBe("");
    const loaded: Noun | Command = await load();
    const verbs = "verbs" in loaded ? Object.keys(loaded.verbs) : [undefined];
    for (const verb of verbs) {
      const name = verb === undefined ? noun : `${noun} ${verb}`;
      const { exitCode, out, err } = await doapi(`${name} --help`);
      expect(err).toBe("");
      expect(exitCode).toBe(0);
      expect(out).toContain(`Usage: doapi ${name} `);
      expect(out).toContain("--api-token <token>");
    }
    const fallback = "verbs" in loaded ? (loaded.fallback ?? verbs[0]) : undefined;
    expect(verbs).toContain(fallback);
  });
});

describe("the line", () => {
  it("takes universal options before, between and after the words of a command", async () => {
    const lines = ["--sim -o ndjson region show", "region --sim -o ndjson list", "region show --output=ndjson --sim"];
    const [first, ...others] = await Promise.all(lines.map((line) => doapi(line)));
    expect(first?.out).toMatch(/^\{"name":/);
    for (const other of others) expect(other).toEqual(first);
  });

  it("understands version and help wherever they stand", async () => {
    expect((await doapi("--version")).out).toBe(`${version}\n`);
    expect((await doapi("--quiet --version")).out).toBe(`${version}\n`);
    expect((await doapi("droplet new --version")).out).toBe(`${version}\n`);
    expect((await doapi("help tag update")).out).toContain("Usage: doapi tag update");
    expect((await doapi("--help tag update")).out).toContain("Usage: doapi tag update");
    // Nothing is run of what is asked about.
    const { exitCode, out } = await doapi("help droplet ssh web-1 -- reboot");
    expect([exitCode, out]).toEqual([0, expect.stringContaining("Usage: doapi droplet ssh")]);
  });

  it("takes no property of an object for a command", async () => {
    expect(await doapi("constructor")).toMatchObject({ exitCode: 2, out: "" });
    expect(await doapi("tag toString")).toMatchObject({ exitCode: 2, out: "" });
  });
});

describe("Ctrl-C", () => {
  it("ends a wait with what is known as valid JSON", async () => {
    const controller = new AbortController();
    const { exitCode, out, err } = await doapi(
      "--sim droplet new -I debian-12-x64 -S s-1vcpu-1gb -R ams3 --wait one two",
      {
        env: { DOAPI_SIM_PACE: "1" },
        interrupt: controller.signal,
        onStderr: () => controller.abort(new Error("interrupted")),
      },
    );
    const droplets = JSON.parse(out) as { name: string; status: string }[];
    expect(droplets.map(({ name, status }) => [name, status])).toEqual([
      ["one", "new"],
      ["two", "new"],
    ]);
    expect(err.endsWith("doapi: interrupted\n")).toBe(true);
    expect(exitCode).toBe(130);
  });

  it("stops a serving simulator, which has said where it is", async () => {
    const controller = new AbortController();
    const { exitCode, out, err } = await doapi("sim --port 0", {
      interrupt: controller.signal,
      onStderr: (text) => text.includes("Ctrl-C") && controller.abort(),
    });
    const { url } = JSON.parse(out) as { url: string };
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(err).toContain(`doapi --endpoint ${url} --api-token any`);
    expect(exitCode).toBe(130);
  });
});

describe("the simulator of --sim", () => {
  it("never sees the user's token", async () => {
    const { out } = await doapi("--sim tag new mine -o ndjson", { env: { DO_API_TOKEN: "dop_v1_real" } });
    expect(out).toContain('"name":"mine"');
    // Accounts are told apart by token: this one is the same without it.
    expect((await doapi("--sim tag show -o ndjson")).out).toBe(out);
  });
});
