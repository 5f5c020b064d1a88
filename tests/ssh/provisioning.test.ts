import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { CommandError, CommandTimeoutError, connect, type Ssh, SshOptionError } from "@doapi/ssh";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Sshd, startSshd } from "./sshd.js";
import { makeRepository, serveFolder, visibleProcesses } from "./web-server.js";

const evil = "name; touch evil; $(touch evil) `touch evil`";
const token = "tok-5b1e-95aa";

let server: Sshd;
let ssh: Ssh;
/** Programs that stand in for those of the same name. */
let programs: string;
/** The directory of the commands, empty at the beginning of each test. */
let folder: string;

beforeAll(async () => {
  programs = mkdtempSync(join(tmpdir(), "programs-"));
  server = await startSshd({ path: `${programs}:${process.env["PATH"]}` });
  const { host, port, user, keyFile, knownHostsFile } = server;
  ssh = await connect(host, { port, user, keyFile, knownHosts: knownHostsFile, interval: 20 });
  folder = join(server.folder, "directory");
  mkdirSync(folder);
  await ssh.cd(folder);
});

afterAll(async () => {
  await ssh?.close();
  await server?.stop();
  rmSync(programs, { recursive: true });
});

beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

/** Puts a program in front of the one of that name; it notes its arguments in the file `calls`. */
function standIn(name: string, body = ""): void {
  const text = `#!/bin/sh\nfor word in "$@"; do printf '[%s]' "$word"; done >>calls\necho >>calls\n${body}\n`;
  writeFileSync(join(programs, name), text, { mode: 0o755 });
}

const calls = () =>
  existsSync(join(folder, "calls")) ? readFileSync(join(folder, "calls"), "utf8").split("\n").slice(0, -1) : [];
const files = () => readdirSync(folder).sort();

describe("apt", () => {
  const options = "[-qy][--option=Dpkg::Options::=--force-confdef][--option=Dpkg::Options::=--force-confold]";

  it("updates and installs, and asks nothing", async () => {
    standIn("apt-get", 'echo "$DEBIAN_FRONTEND $LC_ALL"');
    expect((await ssh.apt.update()).stdout).toBe("noninteractive C\n");
    await ssh.apt.install(["nginx", "g++", "libc6:amd64=2.36-9+deb12u4"]);
    await ssh.apt.install("git");
    expect(calls()).toEqual([
      `${options}[update]`,
      `${options}[install][--][nginx][g++][libc6:amd64=2.36-9+deb12u4]`,
      `${options}[install][--][git]`,
    ]);
  });

  it.each([evil, "-y", "--reinstall", "nginx-", "", "a b", "nginx/stable", "./x.deb", "Nginx", "a=b;c", "^task"])(
    "sends nothing for %j",
    async (name) => {
      standIn("apt-get");
      await expect(ssh.apt.install(["git", name])).rejects.toBeInstanceOf(SshOptionError);
      await expect(ssh.apt.install([])).rejects.toBeInstanceOf(SshOptionError);
      expect(files()).toEqual([]);
    },
  );

  it("fails with apt's exit code and words", async () => {
    standIn("apt-get", "echo 'E: Unable to locate package nonsense' >&2; exit 100");
    const failing = ssh.apt.install("nonsense");
    await expect(failing).rejects.toMatchObject({ name: "CommandError", exitCode: 100 });
    await expect(failing).rejects.toThrow("Unable to locate package nonsense");
    expect(calls()).toHaveLength(1);
  });

  const locked = "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 7' >&2; exit 100";

  it("waits while another program holds the lock", async () => {
    standIn("apt-get", `if [ "$(wc -l <calls)" -lt 4 ]; then ${locked}; fi; echo done`);
    expect((await ssh.apt.install("git", { interval: 5 })).stdout).toBe("done\n");
    expect(calls()).toHaveLength(4);
  });

  it("waits for the lock up to its limit, and until the signal is aborted", async () => {
    standIn("apt-get", locked);
    await expect(ssh.apt.update({ lockLimit: 50, interval: 5 })).rejects.toThrow("Could not get lock");
    const controller = new AbortController();
    const waiting = ssh.apt.update({ interval: 60_000, signal: controller.signal });
    const begun = calls().length;
    while (calls().length === begun) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort(new Error("no more"));
    await expect(waiting).rejects.toThrow("no more");
  });

  it("is done by sudo where that is asked for", async () => {
    standIn("apt-get");
    standIn("sudo", '[ "$1" = -n ] && shift && exec "$@"');
    await ssh.apt.update({ sudo: true });
    expect(calls()).toHaveLength(2);
    rmSync(join(programs, "sudo"));
  });
});

describe("pip", () => {
  const pip = "[-m][pip][--no-input][--disable-pip-version-check]";

  it("installs names and requirements, and lists what is there", async () => {
    standIn("python3", "case \"$*\" in *freeze) printf '# editable\\nflask==3.1.0\\nwheel==0.45\\n';; esac");
    await ssh.pip.install(["flask==3.1.0", "-r", evil]);
    await ssh.pip.installRequirements("-r 2; touch evil.txt");
    expect(await ssh.pip.freeze()).toEqual(["flask==3.1.0", "wheel==0.45"]);
    expect(calls()).toEqual([
      `${pip}[install][--][flask==3.1.0][-r][${evil}]`,
      `${pip}[install][-r][./-r 2; touch evil.txt]`,
      `${pip}[freeze]`,
    ]);
    expect(files()).toEqual(["calls"]);
    await expect(ssh.pip.install([])).rejects.toBeInstanceOf(SshOptionError);
    rmSync(join(programs, "python3"));
  });

  it("uses the Python that it is told, and fails as that does", async () => {
    standIn("other python", "echo no such package >&2; exit 4");
    const failing = ssh.pip.install("x", { python: join(programs, "other python") });
    await expect(failing).rejects.toMatchObject({ name: "CommandError", exitCode: 4, stderr: "no such package\n" });
  });
});

describe("git clone", () => {
  let bare: string;

  beforeAll(() => {
    const place = join(server.folder, "repository");
    mkdirSync(place);
    bare = makeRepository(place, { "app.txt": "an app\n" }, ["release", "x;touch${IFS}evil"]);
  });

  it("clones a branch, of any name", async () => {
    await ssh.gitClone(bare, "app", { branch: "release" });
    expect(readFileSync(join(folder, "app/app.txt"), "utf8")).toBe("an app\n");
    await ssh.gitClone(`file://${bare}`, "-app; touch evil", { branch: "x;touch${IFS}evil", depth: 1 });
    expect(files()).toEqual(["-app; touch evil", "app"]);
  });

  it.each<[string, string, object]>([
    ["name; rm -rf x", "app", {}],
    ["$(touch evil)", "app", {}],
    ["--upload-pack=touch evil", "app", {}],
    ["ext::sh -c touch% evil", "app", {}],
  ])("does nothing but fail for the URL %j", async (url, directory, options) => {
    mkdirSync(join(folder, "x"));
    await expect(ssh.gitClone(url, directory, options)).rejects.toBeInstanceOf(CommandError);
    expect(files()).toEqual(["x"]);
  });

  it("does nothing but fail for a branch that is a command", async () => {
    mkdirSync(join(folder, "x"));
    await expect(ssh.gitClone(bare, "app", { branch: "name; rm -rf x" })).rejects.toBeInstanceOf(CommandError);
    expect(files()).toEqual(["x"]);
  });

  it.each<[string, string, object]>([
    ["in the URL", "https://user:tok-5b1e-95aa@example.com/app.git", {}],
    ["in the URL", "https://tok-5b1e-95aa@example.com/app.git", { token }],
    ["https URLs only", "http://example.com/app.git", { token }],
    ["https URLs only", "git@example.com:app.git", { token }],
    ["one line", "https://example.com/app.git", { token: "a\nb" }],
    ["no name of a branch", "https://example.com/app.git", { branch: "--upload-pack=x" }],
    ["depth", "https://example.com/app.git", { depth: 0 }],
    ["empty", "", {}],
  ])("sends nothing: %s, %s", async (words, url, options) => {
    const error: unknown = await ssh.gitClone(url, "app", options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SshOptionError);
    expect((error as Error).message).toContain(words);
    expect(inspect(error)).not.toContain(token);
    expect(files()).toEqual([]);
  });

  it("gives the token to the server, and to nobody else", async () => {
    const seen: string[] = [];
    const left = () => readdirSync("/tmp").filter((name) => name.startsWith("doapi-git-"));
    const before = left();
    const modes: number[] = [];
    const web = await serveFolder(join(bare, ".."), {
      token,
      onRequest: () => {
        seen.push(visibleProcesses());
        for (const name of left().filter((one) => !before.includes(one))) {
          modes.push(statSync(join("/tmp", name)).mode & 0o777, statSync(join("/tmp", name, "token")).mode & 0o777);
        }
      },
    });
    try {
      await ssh.gitClone(`${web.url}/app.git`, "app", { token, branch: "main", username: "it's me" });
    } finally {
      await web.close();
    }
    const sent = `Basic ${Buffer.from(`it's me:${token}`).toString("base64")}`;
    expect(web.authorizations).toContain(sent);
    expect(readFileSync(join(folder, "app/app.txt"), "utf8")).toBe("an app\n");
    expect(seen.join("\n")).toContain("clone --quiet --branch=main");
    expect(seen.join("\n")).not.toContain(token);
    expect(new Set(modes)).toEqual(new Set([0o700, 0o600]));
    expect(left()).toEqual(before);
    const everything = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"));
    expect(everything.join("\n")).not.toContain(token);
    // What git makes is as readable as without a token.
    expect(statSync(join(folder, "app/app.txt")).mode & 0o044).toBe(0o044);
  });

  it("leaves no token behind when it fails, and none when it is ended", async () => {
    const left = () => readdirSync("/tmp").filter((name) => name.startsWith("doapi-git-"));
    const before = left();
    const web = await serveFolder(bare, { token: "another one" });
    const error: unknown = await ssh
      .gitClone(`${web.url}/app.git`, "app", { token })
      .catch((reason: unknown) => reason);
    await web.close();
    expect(error).toBeInstanceOf(CommandError);
    expect((error as Error).message).toMatch(
      /^git -c 'credential.helper=' clone .*\/app.git app ended with exit code 128: fatal: /,
    );
    expect(inspect(error, { depth: 9 }) + (error as CommandError).stderr).not.toContain(token);
    expect(left()).toEqual(before);
    standIn("git", "sleep 1000");
    const hanging = ssh.gitClone("https://127.0.0.1/app.git", "app", { token, timeout: 200 });
    await expect(hanging).rejects.toBeInstanceOf(CommandTimeoutError);
    rmSync(join(programs, "git"));
    expect(left()).toEqual(before);
  });
});

describe("curl", () => {
  it("fetches a text or a file; URL and headers are on no command line", async () => {
    const seen: string[] = [];
    const place = join(server.folder, "web");
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, "a b.txt"), "the text\n");
    const web = await serveFolder(place, { token, onRequest: () => seen.push(visibleProcesses()) });
    try {
      const headers = { authorization: `Bearer ${token}`, "x-quote": 'a "b" \\c' };
      const url = `${web.url}/a b.txt?key=${token}&glob=[1-3]{a,b}`;
      expect(await ssh.curl(url, { headers })).toBe("the text\n");
      expect(await ssh.curl(url, { headers, output: "-o; touch evil" })).toBe("");
      expect(readFileSync(join(folder, "-o; touch evil"), "utf8")).toBe("the text\n");
      expect(seen.join("\n")).toContain("curl -q");
      expect(seen.join("\n")).not.toContain(token);
      const error: unknown = await ssh.curl(url).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ name: "CommandError", exitCode: 22 });
      expect(inspect(error, { depth: 9 })).not.toContain(token);
    } finally {
      await web.close();
    }
    expect(files()).toEqual(["-o; touch evil"]);
  });

  it.each(["file:///etc/passwd", "example.com", "-o x", "", 'ftp://x"\noutput = "evil'])(
    "sends nothing for %j",
    async (url) => {
      await expect(ssh.curl(url)).rejects.toBeInstanceOf(SshOptionError);
      await expect(ssh.curl("http://127.0.0.1/", { headers: { a: "b\nc" } })).rejects.toBeInstanceOf(SshOptionError);
    },
  );
});

describe("a public key", () => {
  it("is added once, in files that only the user can read", async () => {
    const made = join(folder, "made");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "it's $(touch evil)", "-f", made]);
    const key = readFileSync(`${made}.pub`, "utf8");
    const file = join(server.home, ".ssh/authorized_keys");
    expect(await ssh.addPublicKey(key)).toBe(true);
    expect(await ssh.addPublicKey(key)).toBe(false);
    expect(readFileSync(file, "utf8")).toBe(key);
    expect([statSync(join(file, "..")).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
    appendFileSync(file, "# a last line without an end");
    const other = readFileSync(`${server.keyFile}.pub`, "utf8");
    expect(await ssh.addPublicKey(other.trim())).toBe(true);
    expect(readFileSync(file, "utf8")).toBe(`${key}# a last line without an end\n${other}`);
    expect(files()).toEqual(["made", "made.pub"]);
  });

  it("that is none is refused, a private one too, and is not shown", async () => {
    const secret = readFileSync(server.keyFile, "utf8");
    const key = readFileSync(`${server.keyFile}.pub`, "utf8").trim();
    for (const text of ["", "ssh-ed25519", "ssh-ed25519 AAAA", secret, `${key}\n${key}`, `command="id" ${key}`]) {
      const error: unknown = await ssh.addPublicKey(text).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(SshOptionError);
      expect((error as Error).message).not.toContain("AAAA");
    }
  });
});

describe("what goes on", () => {
  it("is a list of processes", async () => {
    const pid = await ssh.start("exec sleep 1000 # with  two spaces");
    const processOf = async (id: number) => (await ssh.ps()).find((one) => one.pid === id);
    // The process is there a moment before it is the command.
    await expect.poll(async () => (await processOf(pid))?.command, { timeout: 20_000 }).toBe("sleep 1000");
    const found = await processOf(pid);
    expect(found?.user).toBe(server.user);
    expect(found?.resident).toBeGreaterThan(100_000);
    expect(found?.elapsed).toBeLessThan(60);
    process.kill(pid);
    const two = await ssh.start(["sh", "-c", "sleep 1000; :", "two  spaces"]);
    await expect.poll(async () => (await processOf(two))?.command, { timeout: 20_000 }).toContain("two  spaces");
    process.kill(-two);
  });

  it("is one look of top", async () => {
    const { load, processes, summary } = await ssh.top();
    expect(load.every((value) => value >= 0)).toBe(true);
    expect(summary[0]).toContain("load average");
    expect(processes.find(({ command }) => command.startsWith("top"))).toMatchObject({ user: server.user });
    expect(processes.every(({ pid, cpu, memory }) => pid > 0 && cpu >= 0 && memory >= 0)).toBe(true);
  });
});

describe("a password for a command", () => {
  it("goes by stdin, where nobody else sees it", async () => {
    const password = "pass-8642";
    const running = ssh.run('read -r line; echo "$line"; read -r more; echo "$more"', {
      input: (async function* () {
        yield `${password}\n`;
        yield `${visibleProcesses().includes(password)}\n`;
      })(),
    });
    expect((await running).stdout).toBe(`${password}\nfalse\n`);
  });
});
