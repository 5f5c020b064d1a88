import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests run on the sources: nothing has to be built first. tests/package covers what is built.
    alias: [
      { find: "#platform", replacement: source("packages/client/src/platform.node.ts") },
      { find: "@doapi/client/wire", replacement: source("packages/client/src/generated/wire.ts") },
      { find: /^@doapi\/(\w+)$/, replacement: source("packages/$1/src/index.ts") },
    ],
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "tests/**/*.test.ts"],
    pool: "threads",
    isolate: false,
    // Many tests wait for programs that they have started.
    maxWorkers: 2,
    // Some start many programs, and machines are slow at times.
    testTimeout: 60_000,
    // Servers and terminals are the real ones, and where this runs unattended others compute beside it.
    retry: process.env["CI"] === undefined ? 0 : 1,
  },
});
