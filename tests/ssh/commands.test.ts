import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, connect as netConnect, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inspect } from "node:util";
import {
  CommandError,
  CommandOutputError,
  CommandTimeoutError,
  connect,
  type Ssh,
  SshConnectionError,
  SshOptionError,
  sh,
} from "@doapi/ssh";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sshd, startSshd } from "./sshd.js";

let server: Sshd;
let ssh: Ssh;

const login = () =>
  connect(server.host, {
    port: server.port,
    user: server.user,
    keyFile: server.keyFile,
    knownHosts: server.knownHostsFile,
    interval: 20,
  });

beforeAll(async () => {
  server = await startSshd();
  ssh = await login();
});

afterAll(async () => {
  await ssh?.close();
  await server?.stop();
});

/** What fails, as a value. */
const failure = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error("This was to fail.");
    },
    (error: unknown) => error,
  );

/** Waits until the server's machine is in a state; the limit of the test ends it otherwise. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(10);
}

/** The commands of all processes here that have the text in them, but for those that look for it. */
const processesWith = async (text: string) =>
  (await ssh.ps())
    .filter(({ command, state }) => command.includes(text) && !state.startsWith("Z"))
    .map(({ pid }) => pid);

/** A program that hangs under a name of its own, as `/bin/sh <file>`. */
function hanging(name: string, body = "sleep 1000"): string {
  const file = join(server.folder, name);
  writeFileSync(file, `${body}\n:\n`);
  return file;
}

describe("a command's end", () => {
  it("has both outputs", async () => {
    expect(await ssh.run("echo out; echo err >&2")).toEqual({
      exitCode: 0,
      signal: undefined,
      stdout: "out\n",
      stderr: "err\n",
    });
  });

  it("with exit code 3 is an error with exit code 3", async () => {
    const error = await failure(ssh.run("echo out; echo no such thing >&2; exit 3"));
    expect(error).toBeInstanceOf(CommandError);
    expect(error).toMatchObject({ exitCode: 3, signal: undefined, stdout: "out\n", stderr: "no such thing\n" });
    expect((error as Error).message).toContain("ended with exit code 3: no such thing");
  });

  it("is a result where it is not to be checked", async () => {
    expect(await ssh.run("exit 3", { check: false })).toMatchObject({ exitCode: 3, stdout: "" });
  });

  it("can be a signal", async () => {
    const error = await failure(ssh.run("kill -9 $$"));
    expect(error).toMatchObject({ name: "CommandError", exitCode: undefined, signal: "SIGKILL" });
  });

  it("is not missed when it comes at once, many times over", async () => {
    const codes = await Promise.all(
      [1, 2, 3, 4, 5].map(async (code) => {
        const found: (number | undefined)[] = [];
        for (let time = 0; time < 8; time++) found.push((await ssh.run(`exit ${code}`, { check: false })).exitCode);
        return found;
      }),
    );
    expect(codes).toEqual([1, 2, 3, 4, 5].map((code) => Array.from({ length: 8 }, () => code)));
  });

  it("of a program that is not there is an error", async () => {
    expect(await failure(ssh.run(["no-such-program"]))).toMatchObject({ exitCode: 127 });
  });

  it("has text of several bytes a letter whole", async () => {
    const text = "é€😀".repeat(50_000);
    const pieces: number[] = [];
    const { stdout } = await ssh.run("cat", { input: text, onStdout: (chunk) => pieces.push(chunk.length) });
    expect(stdout).toBe(text);
    expect(pieces.reduce((sum, length) => sum + length)).toBe(Buffer.byteLength(text));
  });
});

describe("what a command reads", () => {
  it("is nothing by default", async () => {
    expect((await ssh.run("cat; echo end")).stdout).toBe("end\n");
  });

  it("can be a stream", async () => {
    async function* lines() {
      for (const line of ["a\n", "b\n"]) yield line;
    }
    expect((await ssh.run("cat", { input: lines() })).stdout).toBe("a\nb\n");
  });

  it("can be more than the command wants", async () => {
    const { stdout } = await ssh.run("head -c 3", { input: Buffer.alloc(20_000_000, "x") });
    expect(stdout).toBe("xxx");
  });

  it("is an error when its source fails, and the command is ended", async () => {
    const file = hanging("source-failed", "cat");
    async function* broken() {
      yield "a";
      throw new Error("the source is broken");
    }
    await expect(ssh.run(["sh", file], { input: broken() })).rejects.toThrow("the source is broken");
    expect(await processesWith(file)).toEqual([]);
  });
});

describe("100 MB", () => {
  const MEBIBYTE = 1024 * 1024;
  const both = (mebibytes: number) => {
    const size = mebibytes * MEBIBYTE;
    return `head -c ${size} /dev/zero | tr '\\0' a & head -c ${size} /dev/zero | tr '\\0' b >&2; wait`;
  };
  const digestOf = (letter: string, mebibytes: number) => {
    const hash = createHash("sha256");
    for (let count = 0; count < mebibytes; count++) hash.update(letter.repeat(MEBIBYTE));
    return hash.digest("hex");
  };

  it("on both outputs at once arrive whole", async () => {
    const { stdout, stderr } = await ssh.run(both(100));
    expect([stdout.length, stderr.length]).toEqual([100 * MEBIBYTE, 100 * MEBIBYTE]);
    expect(createHash("sha256").update(stdout).digest("hex")).toBe(digestOf("a", 100));
    expect(createHash("sha256").update(stderr).digest("hex")).toBe(digestOf("b", 100));
  });

  it("and less of them, as a stream, wait for who reads them, and stderr for nobody", async () => {
    let length = 0;
    const hash = createHash("sha256");
    const process = await ssh.spawn(both(10));
    for await (const chunk of process.stdout) {
      length += chunk.length;
      hash.update(chunk);
    }
    expect(await process.end).toEqual({ exitCode: 0, signal: undefined });
    expect([length, hash.digest("hex")]).toEqual([10 * MEBIBYTE, digestOf("a", 10)]);
    expect(process.stderr).toBe("b".repeat(65_536));
  });

  it("are too much where the limit is lower", async () => {
    const error = await failure(ssh.run("yes", { maxOutput: 1_000_000 }));
    expect(error).toBeInstanceOf(CommandOutputError);
    expect(error).toMatchObject({ ended: true });
    expect((error as CommandOutputError).stdout.length).toBeLessThanOrEqual(1_000_000);
    expect(inspect(error).length).toBeLessThan(5_000);
  });
});

describe("a command that hangs", () => {
  it("ends at its limit, and is gone on the server", async () => {
    const file = hanging("hangs");
    const error = await failure(ssh.run(["sh", file], { timeout: 300 }));
    expect(error).toBeInstanceOf(CommandTimeoutError);
    expect(error).toMatchObject({ ended: true });
    expect((error as Error).message).toMatch(/hangs was ended: it ran into its limit of 300 ms$/);
    expect(await processesWith(file)).toEqual([]);
  });

  it("is killed when it does not listen to TERM, with what it has started in a group of its own", async () => {
    const file = hanging("stubborn", "trap '' TERM\necho begun\nwhile :; do timeout 1000 sleep 999; done");
    const controller = new AbortController();
    const onStdout = () => controller.abort(new Error("no more"));
    const options = { signal: controller.signal, onStdout, killAfter: 200 };
    await expect(ssh.run(["sh", file], options)).rejects.toThrow("no more");
    expect(await processesWith(file)).toEqual([]);
    expect(await processesWith("timeout 1000 sleep 999")).toEqual([]);
  });

  it("ends with the signal that was aborted before, without a command", async () => {
    const file = join(server.home, "never");
    const reason = new Error("too late");
    await expect(ssh.run(["touch", file], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await expect(ssh.spawn(["touch", file], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(existsSync(file)).toBe(false);
  });

  it("ends when the caller's own function throws, with what it throws", async () => {
    const file = hanging("thrown", "echo begun\nsleep 1000");
    const onStdout = () => {
      throw new Error("the caller is broken");
    };
    await expect(ssh.run(["sh", file], { onStdout })).rejects.toThrow("the caller is broken");
    expect(await processesWith(file)).toEqual([]);
  });

  it("ends when the caller says so", async () => {
    const controller = new AbortController();
    const process = await ssh.spawn("echo first; sleep 1000", { signal: controller.signal });
    for await (const line of process) {
      expect(line).toBe("first");
      controller.abort();
    }
    expect(await process.end).toEqual({ exitCode: undefined, signal: "SIGTERM" });
  });

  it.each([{ timeout: 0 }, { timeout: Number.NaN }, { maxOutput: -1 }, { maxOutput: 1e12 }])(
    "is never begun with %j",
    async (options) => {
      await expect(ssh.run("true", options)).rejects.toBeInstanceOf(SshOptionError);
    },
  );
});

describe("a connection that is lost", () => {
  it("in the middle of a command is an error, and no success", async () => {
    const own = await login();
    const running = own.run("echo $PPID; sleep 1000", { check: false, onStdout: (chunk) => lose(Number(chunk)) });
    // The process of sshd that serves this one connection.
    const lose = (pid: number) => process.kill(pid, "SIGKILL");
    const error = await failure(running);
    expect(error).toBeInstanceOf(SshConnectionError);
    expect((error as Error).message).toContain("the connection was lost before the command had ended");
    await expect(own.run("true")).rejects.toBeInstanceOf(SshConnectionError);
    await expect(own.upload(Buffer.from("x"), "x")).rejects.toBeInstanceOf(SshConnectionError);
    await own.close();
  });

  it("without a word, by a line that swallows everything, is one too", async () => {
    const sockets: Socket[] = [];
    const line = createServer((socket) => {
      const onward = netConnect(server.port, server.host);
      sockets.push(socket, onward);
      for (const one of [socket, onward]) one.on("error", () => {});
      socket.pipe(onward).pipe(socket);
    });
    await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
    const { port } = line.address() as AddressInfo;
    const { host, user, keyFile, fingerprint: hostKey } = server;
    const own = await connect(host, { port, user, keyFile, hostKey, keepAlive: 50 });
    const swallow = () => {
      for (const socket of sockets) socket.unpipe().pause();
    };
    const error = await failure(own.run("echo begun; sleep 1000", { onStdout: swallow }));
    expect(error).toBeInstanceOf(SshConnectionError);
    expect((error as Error).cause).toMatchObject({ message: "Keepalive timeout" });
    await own.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => line.close(resolve));
  });

  it("by close is one too", async () => {
    const own = await login();
    const process = await own.spawn("sleep 1000");
    const end = failure(process.end);
    await own.close();
    expect(await end).toBeInstanceOf(SshConnectionError);
    await own.close();
    await expect(own.run("true")).rejects.toThrow("there is no connection any more");
  });
});

describe("more sessions than a server allows", () => {
  it("are an error that says so, and the others go on", async () => {
    const small = await startSshd({ config: ["MaxSessions 2"] });
    const { host, port, user, keyFile, knownHostsFile: knownHosts } = small;
    try {
      await using own = await connect(host, { port, user, keyFile, knownHosts, interval: 20 });
      const first = await own.spawn("cat", { stdin: true });
      const second = await own.spawn("cat", { stdin: true });
      await expect(own.run("true")).rejects.toThrow("MaxSessions");
      first.stdin.end("1");
      second.stdin.end("2");
      for await (const line of first) expect(line).toBe("1");
      expect([await first.end, await second.end]).toMatchObject([{ exitCode: 0 }, { exitCode: 0 }]);
      expect((await own.run("echo again")).stdout).toBe("again\n");
    } finally {
      await small.stop();
    }
  });
});

describe("in the background", () => {
  it("a command outlives the connection", async () => {
    const own = await login();
    const log = join(server.home, "log of it");
    const file = hanging(
      "background",
      "echo begun in $PWD with $COLOUR\nwhile [ ! -e stop ]; do sleep 0.05; done\necho stopped",
    );
    await own.cd("~");
    const pid = await own.start(["sh", file], { log, environment: { COLOUR: "blue; exit" } });
    await until(() => readFileSync(log, "utf8").includes("begun"));
    await own.close();
    expect(await processesWith(file)).toContain(pid);
    writeFileSync(join(server.home, "stop"), "");
    await until(() => readFileSync(log, "utf8").includes("stopped"));
    expect(readFileSync(log, "utf8")).toBe(`begun in ${server.home} with blue; exit\nstopped\n`);
  });

  it("a log that cannot be written is an error", async () => {
    await expect(ssh.start("true", { log: "/no/such/folder/log" })).rejects.toBeInstanceOf(CommandError);
    await expect(ssh.start("true", { directory: "/no/such/folder" })).rejects.toBeInstanceOf(CommandError);
  });
});

describe("the directory", () => {
  it("is remembered, and the one before where there is none", async () => {
    await using own = await login();
    expect(own.directory).toBeUndefined();
    expect(await own.cd("~")).toBe(server.home);
    await own.run(["mkdir", "-p", "--", "a b/-c"]);
    expect(await own.cd("a b")).toBe(join(server.home, "a b"));
    expect(await own.cd("-c")).toBe(join(server.home, "a b/-c"));
    expect((await own.run("pwd")).stdout).toBe(`${server.home}/a b/-c\n`);
    expect((await own.run("pwd", { directory: "/" })).stdout).toBe("/\n");
    expect(await own.resolve("x")).toBe(join(server.home, "a b/-c/x"));
    expect(await own.resolve("~/x")).toBe(join(server.home, "x"));
    await expect(own.cd("; touch evil")).rejects.toBeInstanceOf(CommandError);
    expect(own.directory).toBe(join(server.home, "a b/-c"));
    expect(await own.cd("..")).toBe(join(server.home, "a b"));
    expect(await own.cd()).toBe(server.home);
  });
});

describe("what must not be a command", () => {
  it("is a word in a list, in a template, in a variable and in a directory", async () => {
    const evil = "name; touch evil $(touch evil) `touch evil`\ntouch evil";
    expect((await ssh.run(["printf", "%s", evil])).stdout).toBe(evil);
    expect((await ssh.run(sh`printf %s ${evil}`)).stdout).toBe(evil);
    expect((await ssh.run('printf %s "$X"', { environment: { X: evil } })).stdout).toBe(evil);
    await expect(ssh.run("true", { directory: evil })).rejects.toBeInstanceOf(CommandError);
    expect((await ssh.run("ls")).stdout).not.toContain("evil");
  });

  it("shows no secret in an error", async () => {
    const secrets = ["token-7331"];
    const error = await failure(ssh.run("echo token-7331 | tee /dev/stderr; false token-7331", { secrets }));
    expect(error).toMatchObject({ stdout: "***\n", stderr: "***\n", command: "echo *** | tee /dev/stderr; false ***" });
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain("7331");
  });
});
