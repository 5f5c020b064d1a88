import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createSimulator, type Simulator } from "@doapi/simulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const doapi = join(root, "packages", "cli", "bin", "doapi.cjs");
const execute = promisify(execFile);

const useDroplets = 'client => new client.DigitalOcean({ token: "any" }).droplets';

/**
 * The most files that a run loads, of our packages and of those they use: each costs time at every start.
 */
const budgets = [
  { what: "doapi --version", limit: 4, args: [doapi, "--version"] },
  { what: "doapi region", limit: 8, args: [doapi, "region", "--api-token", "any", "--endpoint", "{url}"] },
  { what: "doapi --sim region", limit: 18, args: [doapi, "--sim", "region"] },
  { what: "doapi droplet --help", limit: 8, args: [doapi, "droplet", "--help"] },
  { what: 'import "@doapi/client"', limit: 1, args: ["--eval", 'import("@doapi/client")'] },
  { what: "the first use of droplets", limit: 5, args: ["--eval", `import("@doapi/client").then(${useDroplets})`] },
];

let folder: string;
let simulator: Simulator | undefined;
let url: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "doapi-loading-"));
  await execute(process.execPath, ["scripts/build.mjs", "--if-needed"], { cwd: root });
  simulator = createSimulator();
  ({ url } = await simulator.listen());
}, 60_000);

afterAll(async () => {
  await simulator?.close();
  rmSync(folder, { recursive: true });
});

/** The files that a run loaded, as the engine's own coverage report lists them. */
async function loadedBy(args: readonly string[]): Promise<string[]> {
  const reports = mkdtempSync(join(folder, "run-"));
  const env = { PATH: process.env["PATH"], HOME: folder, NODE_V8_COVERAGE: reports };
  await execute(process.execPath, [...args], { env, cwd: root });
  const urls = readdirSync(reports).flatMap((file) => {
    const report = JSON.parse(readFileSync(join(reports, file), "utf8")) as { result: { url: string }[] };
    return report.result.map((each) => each.url);
  });
  return urls.filter((each) => each.startsWith("file:"));
}

describe("files loaded", () => {
  it.each(budgets)("$what: at most $limit", async ({ args, limit }) => {
    const files = await loadedBy(args.map((arg) => arg.replace("{url}", url)));
    expect(files.length).toBeGreaterThan(0);
    expect(files.length).toBeLessThanOrEqual(limit);
  });
});
