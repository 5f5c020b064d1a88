// The main job, seen: droplets managed from TypeScript and from the shell, on a DigitalOcean that runs on this machine,
// over real HTTP. Needs no account and leaves nothing behind: `npm run demo`.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "./command.mjs";

const doapi = join(root, "packages", "cli", "bin", "doapi.cjs");
const example = "examples/three-droplets.mjs";
// The user's own token must not come near a demonstration, and a made-up one will do.
const environment = { ...process.env, DIGITALOCEAN_TOKEN: "made-up", DO_API_TOKEN: "made-up" };
for (const name of ["DOAPI_SIM", "DIGITALOCEAN_ACCESS_TOKEN", "DIGITALOCEAN_API_KEY"]) delete environment[name];
const bold = (text) => (process.stdout.isTTY && !process.env.NO_COLOR ? `\x1b[1m${text}\x1b[22m` : text);

title("A DigitalOcean on this machine");
const server = spawn(process.execPath, [doapi, "sim", "--port", "0", "--quiet"], {
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const url = await addressOf(server);
  console.log(`doapi sim serves at ${url}, ten times as fast as in reality`);

  title(`From TypeScript: ${example}`);
  console.log(readFileSync(join(root, example), "utf8").trim());
  console.log();
  await run("node", [example], { ...environment, DOAPI_ENDPOINT: url });

  title("From the shell");
  const what = ["-I", "debian-13-x64", "-S", "s-1vcpu-1gb", "-R", "nyc3"];
  await shell(url, ["droplet", "new", ...what, "--wait", "db-1", "db-2"]);
  await shell(url, ["droplet", "power-off", "--wait", "db-2"]);
  await shell(url, ["droplet", "show"]);
  await shell(url, ["droplet", "delete", "db-1", "db-2"]);
  await shell(url, ["action", "show"]);
  title("Done");
  console.log("Go on by yourself, without an account:  npx doapi --sim droplet show");
} finally {
  server.kill("SIGINT");
}

function title(text) {
  console.log(`\n${bold(text)}`);
}

/** The server's first line of output is its address as JSON. */
async function addressOf(child) {
  const gone = once(child, "exit").then(() => {
    throw new Error("demo: doapi sim ended before it served");
  });
  const output = createInterface({ input: child.stdout });
  const found = (async () => {
    let text = "";
    for await (const line of output) {
      text += line;
      if (text.trimEnd().endsWith("}")) return JSON.parse(text).url;
    }
    return gone;
  })();
  return Promise.race([found, gone]);
}

async function shell(url, words) {
  console.log(`${bold(`$ doapi ${words.join(" ")}`)}`);
  await run("doapi", [doapi, "--output", "table", "--endpoint", url, ...words], environment);
  console.log();
}

async function run(name, args, env) {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`demo: ${name} ended with exit code ${code}`);
}
