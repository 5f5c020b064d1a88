import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Sshd, startSshd } from "../ssh/sshd.js";
import { type Account, openAccount, optionsFor, token } from "./account.js";

let sshd: Sshd;
let account: Account;
beforeAll(async () => {
  account = await openAccount(["web", "nobody", "off"]);
  sshd = await startSshd({ host: account.addressOf("web"), config: ["AcceptEnv *"] });
}, 60_000);
afterAll(async () => {
  await account.close();
  await sshd.stop();
});

const ssh = (...words: string[]) => account.doapi(["droplet", "ssh", "web", ...optionsFor(sshd), ...words]);

describe("doapi droplet ssh", () => {
  it("ends with the exit code of the command", async () => {
    expect(await ssh("--", "exit 3")).toEqual({ code: 3, signal: null, stdout: "", stderr: "" });
    expect((await ssh("--", "true")).code).toBe(0);
    expect((await ssh("--", "exit 200")).code).toBe(200);
  });

  it("hands standard input and both outputs through, to the byte", async () => {
    const stdin = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index % 26) + 97));
    const line = ["droplet", "ssh", "web", ...optionsFor(sshd), "--", "tr a-z A-Z; echo done >&2"];
    const { code, stdout, stderr } = await account.doapi(line, { stdin });
    expect(stdout === stdin.toString().toUpperCase()).toBe(true);
    expect([code, stderr]).toEqual([0, "done\n"]);
  });

  it("opens a shell without a command", async () => {
    const line = ["droplet", "ssh", "web", ...optionsFor(sshd)];
    const { code, stdout } = await account.doapi(line, { stdin: "echo 'I am a shell'; exit 7\n" });
    expect(stdout).toContain("I am a shell\n");
    expect(code).toBe(7);
  });

  it("hands the terminal over: Ctrl-C is for the program there, and not for doapi", async () => {
    // The server of the tests makes the terminal: doapi runs in a session of its own.
    const options = ["-i", sshd.keyFile, "-o", `UserKnownHostsFile=${sshd.knownHostsFile}`, "-o", "IdentitiesOnly=yes"];
    const place = ["-tt", "-F", "none", "-p", String(sshd.port), "-l", sshd.user, sshd.host];
    const inner = account.shell(["droplet", "ssh", "web", ...optionsFor(sshd)]);
    const terminal = spawn("ssh", [...options, ...place, inner], { stdio: "pipe" });
    let seen = "";
    terminal.stdout.on("data", (chunk: Buffer) => (seen += chunk.toString()));
    const closed = once(terminal, "close");
    const until = (text: string) => vi.waitFor(() => expect(seen).toContain(text), { timeout: 15_000 });
    // The terminal shows what is typed, too: with quotes, so that it is not what is waited for.
    terminal.stdin.write("test -t 0 && test -t 1 && echo a ter''minal; sleep 600\n");
    await until("a terminal");
    terminal.stdin.write("\u0003");
    terminal.stdin.write("echo still th''ere; exit 7\n");
    await until("still there");
    expect(await closed).toEqual([7, null]);
  });

  it("takes words to the command as they were typed", async () => {
    const words = [
      "a b",
      "",
      "it's",
      '"$HOME"',
      "*",
      "~",
      "$(exit 1)",
      "a=b",
      "-n",
      "--help",
      "-o",
      "json",
      "\\",
      "ä;\n#",
    ];
    const { stdout, stderr } = await ssh("--", "printf", "[%s]", ...words);
    expect([stdout, stderr]).toEqual([words.map((word) => `[${word}]`).join(""), ""]);
    expect((await ssh("--", "echo a b; echo c")).stdout).toBe("a b\nc\n");
  });

  it("says what ssh says where nobody answers, and ends with its code", async () => {
    const line = ["droplet", "ssh", "nobody", ...optionsFor(sshd), "--", "true"];
    const { code, stderr } = await account.doapi(line);
    expect(stderr).toContain("Connection refused");
    expect(code).toBe(255);
  });

  it("does not try where the droplet is off", async () => {
    const [droplet] = await account.client.droplets.findAll({ name: "off" });
    await droplet?.powerOff().wait();
    const { code, stdout, stderr } = await account.doapi(["droplet", "ssh", "off", ...optionsFor(sshd), "--", "true"]);
    expect([code, stdout, stderr]).toEqual([1, "", expect.stringMatching(/^doapi: droplet off \(\d+\): it is off\n/)]);
  });

  it("goes nowhere where the host key is another one, or unknown without --accept-new", async () => {
    const file = join(account.folder, "known");
    const other = sshd.hostKey.replace(/.{8}$/, "AAAAAAAA");
    writeFileSync(file, `[${sshd.host}]:${sshd.port} ${other}\n`);
    const line = (...more: string[]) => ["droplet", "ssh", "web", ...optionsFor(sshd, file), ...more, "--", "true"];
    const changed = await account.doapi(line("--accept-new"));
    expect([changed.code, changed.stderr]).toEqual([255, expect.stringContaining("HOST IDENTIFICATION HAS CHANGED")]);
    writeFileSync(file, "");
    const unknown = await account.doapi(line());
    expect([unknown.code, unknown.stderr]).toEqual([255, expect.stringContaining("Host key verification failed")]);
    expect((await account.doapi(line("--accept-new"))).code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain(sshd.hostKey.split(" ")[1]);
  });

  it("does not get the token into ssh's environment, however it is called there", async () => {
    const line = ["droplet", "ssh", "web", ...optionsFor(sshd), "--ssh-option", "SendEnv=*", "--", "env"];
    const env = {
      DIGITALOCEAN_TOKEN: "other-token-9876543210",
      MY_OWN: token,
      GRADIENT_MODEL_ACCESS_KEY: "key",
      KEPT: "yes",
    };
    const { code, stdout } = await account.doapi(line, { env });
    expect(code).toBe(0);
    expect(stdout).toContain("KEPT=yes");
    expect(stdout).not.toMatch(/token-of-mine|other-token|GRADIENT|MY_OWN/);
  });

  it.each(["TERM", "INT", "HUP"] as const)("gives SIG%s on to ssh, and ends as that does", async (name) => {
    const file = join(account.folder, `started-${name}`);
    const fake = account.fakeSsh(`trap 'echo got it; exit 5' ${name}; touch ${file}; while :; do sleep 0.1; done`);
    const { code, stdout } = await account.doapi(["droplet", "ssh", "web"], {
      env: { PATH: fake },
      async onStart(child) {
        await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 15_000 });
        child.kill(`SIG${name}`);
      },
    });
    expect([code, stdout]).toEqual([5, "got it\n"]);
  });

  it("ends as a shell tells it when ssh is ended by a signal", async () => {
    const { code } = await account.doapi(["droplet", "ssh", "web"], {
      env: { PATH: account.fakeSsh("kill -KILL $$") },
    });
    expect(code).toBe(128 + 9);
  });

  it("is an error with a hint where there is no ssh", async () => {
    const { code, stdout, stderr } = await account.doapi(["droplet", "ssh", "web"], { env: { PATH: account.folder } });
    const hint = "  install OpenSSH; on Debian: apt-get install openssh-client\n";
    expect({ code, stdout, stderr }).toEqual({
      code: 1,
      stdout: "",
      stderr: `doapi: there is no ssh in the PATH\n${hint}`,
    });
  });

  it("shows its token to nobody who lists processes", async () => {
    const { stdout } = await account.doapi(["droplet", "ssh", "web"], {
      env: { PATH: account.fakeSsh("ps -A -o args") },
    });
    expect(stdout).toContain("ps -A -o args");
    expect(stdout).not.toContain(token);
  });
});
