import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, ".cache", "documentation");

/** What an example may use without introducing it: each stands for what the text around it is about. */
const prelude = `
import { createClient, DigitalOcean } from "@doapi/client";
import { account, actions, droplets, images, regions, sizes, sshKeys, tags } from "@doapi/client";
import type { Action, Droplet, Image, SshKey, Tag } from "@doapi/client";
declare const client: DigitalOcean;
declare const action: Action, droplet: Droplet, image: Image, key: SshKey, tag: Tag;
declare const started: Action[];
`;

/** What an example that has imports may use as well. */
const ambient = `
declare const droplet: import("@doapi/client").Droplet;
declare const ssh: import("@doapi/ssh").Ssh;
`;

interface Example {
  readonly place: string;
  readonly code: string;
}

/** Every \`\`\`ts block of the documents, and of the docstrings of the packages. */
function findExamples(): Example[] {
  const documents = ["README.md", "docs", "packages"].flatMap((place) => filesIn(join(root, place)));
  return documents.flatMap((file) => {
    const isSource = file.endsWith(".ts");
    if (!isSource && !file.endsWith(".md")) return [];
    const text = readFileSync(file, "utf8");
    const blocks = text.matchAll(/^([ \t]*(?:\* )?)```ts\n([\s\S]*?)^[ \t]*(?:\* )?```$/gm);
    return [...blocks].map(({ index, 2: block = "" }) => ({
      place: `${relative(root, file)}:${text.slice(0, index).split("\n").length}`,
      code: isSource ? block.replaceAll(/^[ \t]*\* ?/gm, "") : block,
    }));
  });
}

function filesIn(place: string): string[] {
  if (/\.\w+$/.test(place)) return [place];
  return readdirSync(place, { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", "dist", "generated", "fixtures"].includes(entry.name)) return [];
    return entry.isDirectory() ? filesIn(join(place, entry.name)) : [join(place, entry.name)];
  });
}

/** An example with imports is a module as it stands; any other stands in a block, where its names hide the prelude's. */
function moduleOf({ code }: Example): string {
  return /^import\b/m.test(code) ? `${code}\nexport {};\n` : `${prelude}{\n${code}}\n`;
}

let examples: Example[];

beforeAll(() => {
  examples = findExamples();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [number, example] of examples.entries()) writeFileSync(join(folder, `${number}.ts`), moduleOf(example));
  writeFileSync(join(folder, "ambient.d.ts"), ambient);
  const configuration = { extends: "../../tsconfig.json", include: ["*.ts"], exclude: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
});

it("finds the examples of the README and of the docstrings", () => {
  const places = examples.map(({ place }) => place.replace(/:\d+$/, ""));
  expect(places).toContain("README.md");
  expect(places).toContain("packages/client/src/resources/droplets.ts");
});

it("compiles every example", () => {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
  const errors = stdout.replaceAll(/^(?:.*[/\\])?(\d+)\.ts\((\d+),\d+\)/gm, (_, number: string, line: string) => {
    const example = examples[Number(number)];
    return `${example?.place}, line ${line} of the module:\n`;
  });
  expect(errors).toBe("");
});
