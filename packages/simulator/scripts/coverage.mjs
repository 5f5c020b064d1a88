// Writes COVERAGE.md from the registry of operations. Needs the built package: `npm run build` in the root folder.
import { writeFileSync } from "node:fs";

const { coverageDocument } = await import("../dist/coverage.js");
writeFileSync(new URL("../COVERAGE.md", import.meta.url), coverageDocument());
