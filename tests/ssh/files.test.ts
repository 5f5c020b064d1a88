import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { connect, type Ssh, SshOptionError, TransferError } from "@doapi/ssh";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Sshd, startSshd } from "./sshd.js";

let server: Sshd;
let ssh: Ssh;
/** The remote directory, which is a local one as well; empty at the beginning of each test. */
let folder: string;

const login = () => {
  const { host, port, user, keyFile, knownHostsFile } = server;
  return connect(host, { port, user, keyFile, knownHosts: knownHostsFile, interval: 20 });
};

beforeAll(async () => {
  server = await startSshd();
  ssh = await login();
  folder = join(server.folder, "directory");
  mkdirSync(folder);
  await ssh.cd(folder);
});

afterAll(async () => {
  await ssh?.close();
  await server?.stop();
});

beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

const modeOf = (file: string) => statSync(file).mode & 0o7777;

/** Checks that a transfer fails and leaves only these files. */
async function leaves(names: string[], work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeDefined();
  expect(readdirSync(folder).sort()).toEqual(names);
  return error;
}

describe("20 MB", () => {
  it("there and back are the same bytes", async () => {
    const bytes = randomBytes(20 * 1024 * 1024 + 7);
    const [local, back] = [join(server.folder, "local"), join(server.folder, "back")];
    writeFileSync(local, bytes);
    await ssh.upload(local, "big file");
    expect(readFileSync(join(folder, "big file")).equals(bytes)).toBe(true);
    await ssh.download("big file", back);
    expect(readFileSync(back).equals(bytes)).toBe(true);
    expect(modeOf(back)).toBe(0o600);
  });
});

describe("upload", () => {
  it.each([0, 1, 32_768, 32_769, 1_100_000])("of %i bytes, as bytes and as a stream", async (length) => {
    const bytes = randomBytes(length);
    await ssh.upload(bytes, "bytes");
    async function* chunks() {
      for (let start = 0; start < length; start += 50_001) yield new Uint8Array(bytes.subarray(start, start + 50_001));
    }
    await ssh.upload(chunks(), "stream");
    expect(readFileSync(join(folder, "bytes")).equals(bytes)).toBe(true);
    expect(readFileSync(join(folder, "stream")).equals(bytes)).toBe(true);
    const read: Buffer[] = [];
    for await (const chunk of await ssh.read("bytes")) read.push(chunk as Buffer);
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
  });

  it("replaces a file and keeps its mode, or sets another", async () => {
    writeFileSync(join(folder, "file"), "old", { mode: 0o640 });
    await ssh.upload(Buffer.from("new"), "file");
    expect([readFileSync(join(folder, "file"), "utf8"), modeOf(join(folder, "file"))]).toEqual(["new", 0o640]);
    await ssh.upload(Buffer.from("newer"), "file", { mode: 0o755 });
    expect([readFileSync(join(folder, "file"), "utf8"), modeOf(join(folder, "file"))]).toEqual(["newer", 0o755]);
    await ssh.upload(Buffer.from("first"), "other");
    expect(modeOf(join(folder, "other"))).toBe(0o644);
    expect(readdirSync(folder).sort()).toEqual(["file", "other"]);
  });

  it("puts names as they are, and relative ones where the commands are", async () => {
    const name = "-rf $(touch evil); 'x'\n";
    await ssh.upload(Buffer.from("x"), name);
    await ssh.upload(Buffer.from("y"), "~/in home");
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(join(server.home, "in home"), "utf8")).toBe("y");
  });

  it("that fails leaves what was there, and no part", async () => {
    writeFileSync(join(folder, "file"), "old");
    async function* broken() {
      yield Buffer.alloc(100_000);
      throw new Error("the source is broken");
    }
    expect(await leaves(["file"], ssh.upload(broken(), "file"))).toMatchObject({ message: "the source is broken" });
    const controller = new AbortController();
    async function* endless() {
      for (let chunk = 0; ; chunk++) {
        if (chunk === 20) controller.abort(new Error("no more"));
        yield Buffer.alloc(100_000);
      }
    }
    const aborted = ssh.upload(endless(), "file", { signal: controller.signal });
    expect(await leaves(["file"], aborted)).toMatchObject({ message: "no more" });
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("old");
    const missing = await leaves(["file"], ssh.upload("/no/such/file", "file"));
    expect(missing).toMatchObject({ code: "ENOENT" });
  });

  it("to where no file can be is an error with the path", async () => {
    mkdirSync(join(folder, "sub"));
    expect(await leaves(["sub"], ssh.upload(Buffer.from("x"), "sub"))).toBeInstanceOf(TransferError);
    const error = await leaves(["sub"], ssh.upload(Buffer.from("x"), "no/such/file"));
    expect(error).toMatchObject({ name: "TransferError", path: join(folder, "no/such/file") });
    expect((error as Error).message).toContain("No such file");
    await leaves(["sub"], ssh.upload(Buffer.from("x"), ""));
    expect(await leaves(["sub"], ssh.upload(Buffer.from("x"), "x", { mode: 70_000 }))).toBeInstanceOf(SshOptionError);
  });

  it("ends with an error when the connection is lost on the way", async () => {
    const own = await login();
    const { stdout } = await own.run("echo $PPID");
    async function* endless() {
      for (let chunk = 0; ; chunk++) {
        if (chunk === 20) process.kill(Number(stdout), "SIGKILL");
        yield Buffer.alloc(100_000);
      }
    }
    await expect(own.upload(endless(), join(folder, "file"))).rejects.toBeInstanceOf(TransferError);
    expect(existsSync(join(folder, "file"))).toBe(false);
    await own.close();
  });
});

describe("download", () => {
  it("of what is not there is an error, and leaves nothing", async () => {
    const local = join(folder, "local");
    const error = await leaves([], ssh.download("no such file", local));
    expect(error).toMatchObject({ name: "TransferError", path: join(folder, "no such file") });
  });

  it("reads files that tell no size", async () => {
    const chunks: Buffer[] = [];
    for await (const chunk of await ssh.read("/proc/self/status")) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toContain("Name:");
  });

  it("can be left in the middle, and aborted", async () => {
    writeFileSync(join(folder, "file"), Buffer.alloc(5_000_000));
    for await (const chunk of await ssh.read("file")) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    const signal = AbortSignal.abort(new Error("no more"));
    const error = await leaves(["file"], ssh.download("file", join(folder, "copy"), { signal }));
    expect(error).toMatchObject({ message: "no more" });
    await ssh.download("file", join(folder, "copy"), { mode: 0o644 });
    expect([statSync(join(folder, "copy")).size, modeOf(join(folder, "copy"))]).toEqual([5_000_000, 0o644]);
  });
});
