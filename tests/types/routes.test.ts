import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

it("client.request takes each of the API's 659 operations, and no other", async () => {
  // The simulator's table of operations is JSON and knows nothing of the client's types.
  const table = await readFile(join(root, "packages/simulator/generated/operations.json"), "utf8");
  const operations = JSON.parse(table) as { method: string; path: string }[];
  const routes = operations.map(({ method, path }) => `${method} ${path}`);
  expect(routes).toHaveLength(659);
  expect(await compile(programWith(routes))).toBe("");
}, 60_000);

it("a route that does not exist is found by the same program", async () => {
  expect(await compile(programWith(["GET /v2/account", "GET /v2/acount"]))).toContain('"GET /v2/acount"');
}, 60_000);

/** A program that calls each route and does not compile when one is left out. */
function programWith(routes: readonly string[]): string {
  return `
    import type { DigitalOcean, HostArgs, Operations } from "@doapi/client";
    declare const client: DigitalOcean;
    declare function args<R extends keyof Operations>(route: R): Operations[R]["args"] & Elsewhere<R>;
    // What lives on another host needs to be told where that is.
    type Elsewhere<R extends keyof Operations> =
      Operations[R] extends { host: string } ? HostArgs & { endpoint: string } : unknown;
    declare function accept<T>(result: PromiseLike<T>): void;
    ${routes.map((route) => `accept<Operations["${route}"]["result"]>(client.request("${route}", args("${route}")));`).join("\n    ")}
    type Missing = Exclude<keyof Operations, ${routes.map((route) => `"${route}"`).join(" | ")}>;
    export const none: [Missing] extends [never] ? true : Missing = true;
  `;
}

/** What the compiler says of a program that uses the client's sources. */
async function compile(program: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "doapi-routes-"));
  try {
    const config = {
      extends: join(root, "tsconfig.json"),
      compilerOptions: { typeRoots: [join(root, "node_modules/@types")] },
      include: [],
      files: [join(folder, "program.mts")],
    };
    await writeFile(join(folder, "program.mts"), program);
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, "-p", folder]).catch((error) => error);
    return stdout as string;
  } finally {
    await rm(folder, { recursive: true });
  }
}
