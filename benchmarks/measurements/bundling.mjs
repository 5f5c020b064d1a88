// How much of a client gets into a bundle.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { weigh } from "../measure/bundles.mjs";
import { folder, root } from "../measure/environment.mjs";

const subjects = {
  "doapi-droplets": { label: "@doapi/client, createClient({ resources: { droplets } })", kind: "ours" },
  doapi: { label: "@doapi/client, new DigitalOcean()", kind: "ours" },
  "openapi-fetch": { label: "openapi-fetch", kind: "peer" },
  ky: { label: "ky", kind: "peer" },
  gradient: { label: "@digitalocean/gradient (GPU droplets)", kind: "peer" },
  "digitalocean-js": { label: "digitalocean-js", kind: "peer" },
  "dots-wrapper": { label: "dots-wrapper", kind: "peer" },
  "do-wrapper": { label: "do-wrapper", kind: "peer", noBrowser: true },
  dots: { label: "@digitalocean/dots", kind: "peer" },
  "undici-request": { label: "undici", kind: "peer", noBrowser: true },
};

export async function measure() {
  const rows = [];
  for (const [name, { noBrowser, ...subject }] of Object.entries(subjects)) {
    const program = join(folder, "peers", "bundles", `${name}.mjs`);
    const browser = noBrowser ? { first: undefined, all: undefined } : await weigh(program);
    const node = await weigh(program, { platform: "node" });
    rows.push({ ...subject, cells: [browser.first, browser.all, node.first, node.all].map(kilobytes) });
  }
  return {
    title: "Bundle",
    counted:
      "KB (1,000 bytes) of a program that creates a client and lists droplets, by rolldown, minified and gzipped. At start: what " +
      "has to be there before anything runs; all: together with what is loaded when it is first used. do-wrapper and undici " +
      "do not run in browsers.",
    columns: ["browser, at start", "browser, all", "Node, at start", "Node, all"],
    rows,
    charts: [{ title: "Browser bundle at start, KB gzipped", column: 0 }],
    goals: [
      { what: "browser bundle, KB gzipped: createClient({ resources: { droplets } })", limit: 8, column: 0 },
      { what: "the same with all that it loads when used", column: 1 },
      { what: "browser bundle, KB gzipped: new DigitalOcean()", limit: 20, column: 0, row: 1 },
      { what: "the same with all that it loads when used", column: 1, row: 1 },
      { what: "runtime dependencies of the client", limit: 0, value: dependencies() },
    ],
  };
}

function dependencies() {
  const manifest = JSON.parse(readFileSync(join(root, "packages", "client", "package.json"), "utf8"));
  const { dependencies = {}, peerDependencies = {}, optionalDependencies = {} } = manifest;
  return Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies }).length;
}

function kilobytes(bytes) {
  return bytes === undefined ? undefined : bytes / 1000;
}
