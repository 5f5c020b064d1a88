import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMPORT, Program } from "./program.js";

let program: Program;
beforeAll(() => {
  program = new Program();
});
afterAll(() => program.remove());

/** Which of the costly packages the process has loaded so far. */
const LOADED = `const { createRequire } = await import("node:module");
  const cache = createRequire(import.meta.url).cache;
  const loaded = () => ["libsql", "ajv"].filter((name) =>
    Object.keys(cache).some((file) => file.includes("/node_modules/" + name + "/"))).join();`;

describe("loading", () => {
  it("takes libsql with the first simulator and ajv with the first request that has something to check", async () => {
    const running = program.run(`${IMPORT} ${LOADED}
      console.log("imported:" + loaded());
      const s = createSimulator();
      console.log("created:" + loaded());
      for (const path of ["/v2/account", "/v2/droplets?tag_name=a&page=1", "/v2/droplets/7", "/v2/images/debian-13-x64"])
        await s.fetch("http://x" + path);
      await s.fetch("http://x/v2/droplets/7", { method: "DELETE" });
      console.log("read:" + loaded());
      await s.fetch("http://x/v2/tags", { method: "POST", body: '{"name":"a"}' });
      console.log("written:" + loaded());`);
    expect([await running.line(), await running.line(), await running.line(), await running.line()]).toEqual([
      "imported:",
      "created:libsql",
      "read:libsql",
      "written:libsql,ajv",
    ]);
  });
});
