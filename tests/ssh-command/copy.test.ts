import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sshd, startSshd } from "../ssh/sshd.js";
import { type Account, openAccount, optionsFor } from "./account.js";

const execute = promisify(execFile);

let sshd: Sshd;
let account: Account;
beforeAll(async () => {
  account = await openAccount(["web", "nobody"]);
  sshd = await startSshd({ host: account.addressOf("web") });
}, 60_000);
afterAll(async () => {
  await account.close();
  await sshd.stop();
});

const scp = (...words: string[]) => account.doapi(["droplet", "scp", ...optionsFor(sshd), ...words]);

/** Names that a shell, a pattern or a parser of options would make something else of. */
const odd = [
  "a b",
  "it's",
  '"quoted"',
  "$HOME",
  "$(touch broken)",
  "`touch broken`",
  "a;touch broken",
  "*",
  "[ab]?",
  "{a,b}",
  "back\\slash",
  "-r",
  "~",
  "#x",
  "ümlaut",
  "new\nline",
];

describe("doapi droplet scp", () => {
  it("copies files of any name there and back, whole and under their names", async () => {
    const [here, there, back] = ["here", "there", "back"].map((name) => join(account.folder, name)) as [
      string,
      string,
      string,
    ];
    for (const folder of [here, there, back]) mkdirSync(folder);
    // What the patterns among them would mean as well.
    const others = ["a", "b", "ab", "a?"];
    for (const name of [...odd, ...others]) writeFileSync(join(here, name), `it is ${name}`);
    const up = await scp(...odd.map((name) => join(here, name)), `web:${there}`);
    expect([up.code, up.stderr]).toEqual([0, ""]);
    // All of them in one name, of what is written to.
    const all = odd.join("");
    expect((await scp(join(here, "a"), `web:${there}/${all}`)).code).toBe(0);
    expect(readdirSync(there).sort()).toEqual([...odd, all].sort());
    for (const name of others) writeFileSync(join(there, name), `it is ${name}`);
    const down = await scp(...odd.map((name) => `web:${there}/${name}`), back);
    expect([down.code, down.stderr]).toEqual([0, ""]);
    expect(readdirSync(back).map((name) => readFileSync(join(back, name), "utf8"))).toEqual(
      readdirSync(back).map((name) => `it is ${name}`),
    );
    expect(readdirSync(back).sort()).toEqual([...odd].sort());
    expect(existsSync(join(account.folder, "broken")) || existsSync(join(sshd.home, "broken"))).toBe(false);
  }, 60_000);

  it("takes what begins with a dash for a file, here too", async () => {
    writeFileSync(join(account.folder, "-oProxyCommand=x"), "a file");
    const { code } = await scp("--", "-oProxyCommand=x", `web:${account.folder}/copied`);
    expect([code, readFileSync(join(account.folder, "copied"), "utf8")]).toEqual([0, "a file"]);
  });

  it("copies folders by -r, and refuses them without", async () => {
    const [from, to] = [join(account.folder, "tree"), join(account.folder, "copy")];
    mkdirSync(join(from, "deep"), { recursive: true });
    writeFileSync(join(from, "deep", "leaf"), "green");
    const refused = await scp(from, `web:${to}`);
    expect([refused.code, existsSync(to)]).toEqual([1, false]);
    expect((await scp("-r", from, `web:${to}`)).code).toBe(0);
    expect(readFileSync(join(to, "deep", "leaf"), "utf8")).toBe("green");
  });

  it("copies from one droplet to another by way of this machine", async () => {
    writeFileSync(join(account.folder, "one"), "1");
    const [{ id } = { id: 0 }] = await account.client.droplets.findAll({ name: "web" });
    const { code, stderr } = await scp(`web:${account.folder}/one`, `${id}:${account.folder}/two`);
    expect([code, stderr, readFileSync(join(account.folder, "two"), "utf8")]).toEqual([0, "", "1"]);
  });

  it("fails where a file is not there, and with ssh where nobody answers", async () => {
    const missing = await scp(`web:${account.folder}/missing*`, ".");
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringMatching(/No such file/i)]);
    const unreachable = await scp("nobody:x", ".");
    expect([unreachable.code, unreachable.stderr]).toEqual([255, expect.stringContaining("Connection refused")]);
  });
});

describe("doapi ssh-config", () => {
  it("writes a file by which ssh finds the droplets under their names", async () => {
    const file = join(account.folder, "config");
    writeFileSync(file, `Host *\n  Port ${sshd.port}\n  UserKnownHostsFile ${account.folder}/known\n`);
    const options = ["--user", sshd.user, "--identity", sshd.keyFile, "--prefix", "do.", "--write", file];
    const { code, stdout, stderr } = await account.doapi(["ssh-config", "--quiet", ...options]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "", stderr: "" });
    const [{ id } = { id: 0 }] = await account.client.droplets.findAll({ name: "web" });
    writeFileSync(join(account.folder, "known"), `droplet-${id} ${sshd.hostKey}\n`);
    const answer = await execute("ssh", ["-F", file, "-o", "BatchMode=yes", "do.web", "echo it is me"]);
    expect(answer.stdout).toBe("it is me\n");
  });
});
