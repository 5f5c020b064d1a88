// What a client costs the compiler, each time that a program with it is checked.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { environment, folder, root } from "../measure/environment.mjs";
import { inRounds, ratios } from "../measure/rounds.mjs";

const subjects = {
  doapi: { label: "@doapi/client", kind: "ours" },
  "openapi-fetch": { label: "openapi-fetch, openapi-typescript", kind: "peer" },
  ky: { label: "ky (no types of the API)", kind: "peer" },
  gradient: { label: "@digitalocean/gradient", kind: "peer" },
  "digitalocean-js": { label: "digitalocean-js", kind: "peer" },
  "dots-wrapper": { label: "dots-wrapper", kind: "peer" },
  dots: { label: "@digitalocean/dots", kind: "peer" },
};
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
const options = "--ignoreConfig --noEmit --strict --skipLibCheck --target es2022 --module nodenext --lib es2023,dom";

export async function measure({ quick, spec }) {
  const rounds = quick ? 3 : 15;
  const generated = spec !== undefined && generateTypes(spec);
  const names = Object.keys(subjects).filter((name) => generated || name !== "openapi-fetch");
  const values = await inRounds({ names: ["nothing", ...names], rounds }, check);
  const ratio = ratios(values, "nothing");
  return {
    title: "Type-check",
    counted:
      "Wall time of `tsc --noEmit` on a program that creates a client, lists droplets and reads the account, against the same " +
      `program without a client. ${rounds} rounds. gradient has no account.`,
    columns: ["over the program without a client"],
    rows: names.map((name) => ({ ...subjects[name], cells: [ratio[name]] })),
    charts: [{ title: "Type-check of a consumer (without a client = 1)", column: 0 }],
    goals: [{ what: "type-check, consumer over empty", limit: 1.25, column: 0 }],
    notes: generated
      ? []
      : ["openapi-fetch was left out: its types are made from the API document, which is not at hand."],
  };
}

function check(name) {
  const file = join("peers", "consumers", `${name}.ts`);
  const start = performance.now();
  const { status, stdout } = run([compiler, ...options.split(" "), "--types", "", file]);
  const time = performance.now() - start;
  if (status !== 0) throw new Error(`${file} does not compile:\n${stdout}`);
  return time;
}

/** What the user of openapi-fetch generates. False when that fails. */
function generateTypes(spec) {
  const target = join(folder, "peers", "generated", "paths.d.ts");
  if (existsSync(target)) return true;
  mkdirSync(join(target, ".."), { recursive: true });
  const generator = join(folder, "peers", "node_modules", "openapi-typescript", "bin", "cli.js");
  return run([generator, spec, "-o", target]).status === 0;
}

function run(args) {
  return spawnSync(process.execPath, args, { cwd: folder, env: environment, encoding: "utf8" });
}
