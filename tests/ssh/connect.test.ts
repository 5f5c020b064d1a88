import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import {
  type ConnectOptions,
  connect,
  HostKeyError,
  SshAuthenticationError,
  SshConnectionError,
  SshOptionError,
} from "@doapi/ssh";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Sshd, startSshd } from "./sshd.js";

let server: Sshd;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ssh-connect-"));
  server = await startSshd({ hostKeyTypes: ["ed25519", "rsa"] });
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true });
});

const login = (options: ConnectOptions = {}, host = server.host) =>
  connect(host, {
    port: server.port,
    user: server.user,
    ...(options.password === undefined && options.key === undefined ? { keyFile: server.keyFile } : {}),
    knownHosts: server.knownHostsFile,
    interval: 10,
    ...options,
  });

const failure = async (work: Promise<{ close(): Promise<void> }>): Promise<Error> => {
  const result = await work.catch((error: unknown) => error);
  if (result instanceof Error) return result;
  await (result as { close(): Promise<void> }).close();
  throw new Error("This was to fail.");
};

/** A file with a public key made for this test. */
function keyPair(name: string, ...more: string[]): { file: string; line: string } {
  const file = join(folder, name);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, ...more, "-f", file]);
  return { file, line: readFileSync(`${file}.pub`, "utf8").trim().split(" ").slice(0, 2).join(" ") };
}

const knownHosts = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const place = () => `[${server.host}]:${server.port}`;

describe("the host key", () => {
  it("that is known is accepted, and told", async () => {
    await using ssh = await login();
    expect(`${ssh.hostKey.type} ${ssh.hostKey.base64}`).toBe(server.hostKey);
    expect(ssh.hostKey.fingerprint).toBe(server.fingerprint);
    expect(ssh.hostKeyIsNew).toBe(false);
  });

  it("that is known in hashed form only, or only of another kind, is accepted", async () => {
    const hashed = join(folder, "hashed");
    copyFileSync(server.knownHostsFile, hashed);
    execFileSync("ssh-keygen", ["-q", "-H", "-f", hashed], { stdio: "ignore" });
    await (await login({ knownHosts: hashed })).close();
    const rsa = readFileSync(server.knownHostsFile, "utf8").split("\n")[1] ?? "";
    await using ssh = await login({ knownHosts: knownHosts("rsa", `${rsa}\n`) });
    expect(ssh.hostKey.type).toBe("ssh-rsa");
  });

  it("of an unknown host is refused before anything is sent, and the error says how it is accepted", async () => {
    const error = await failure(login({ knownHosts: knownHosts("empty", "") }));
    expect(error).toBeInstanceOf(HostKeyError);
    expect(error).toMatchObject({ problem: "unknown", hostKey: { fingerprint: server.fingerprint } });
    expect(error.message).toContain(`hostKey: "${server.fingerprint}"`);
    expect(readFileSync(join(folder, "empty"), "utf8")).toBe("");
    expect(await failure(login({ knownHosts: join(folder, "not there") }))).toBeInstanceOf(HostKeyError);
  });

  it("that is another one is refused, with accept-new too", async () => {
    const file = knownHosts("wrong", `# mine\n${place()} ${keyPair("wrong-host").line}\n`);
    for (const hostKey of [undefined, "accept-new"]) {
      const error = await failure(login({ knownHosts: file, ...(hostKey && { hostKey }) }));
      expect(error).toMatchObject({ name: "HostKeyError", problem: "changed" });
      expect(error.message).toContain(`line 2 of ${file}`);
    }
    expect(readFileSync(file, "utf8").split("\n")).toHaveLength(3);
  });

  it("that was revoked is refused", async () => {
    const file = join(folder, "revoked");
    copyFileSync(server.knownHostsFile, file);
    appendFileSync(file, `@revoked * ${server.hostKey}\n`);
    expect(await failure(login({ knownHosts: file }))).toMatchObject({ name: "HostKeyError", problem: "revoked" });
  });

  it("is accepted by its fingerprint, of whichever kind it is", async () => {
    const empty = knownHosts("none", "");
    await (await login({ knownHosts: empty, hostKey: server.fingerprint })).close();
    const rsa = join(server.folder, "host_key_rsa.pub");
    const [, hostKey = ""] = execFileSync("ssh-keygen", ["-l", "-f", rsa], { encoding: "utf8" }).split(" ");
    await using ssh = await login({ knownHosts: empty, hostKey });
    expect(ssh.hostKey).toMatchObject({ type: "ssh-rsa", fingerprint: hostKey });
    expect(readFileSync(empty, "utf8")).toBe("");
  });

  it("with another fingerprint is refused", async () => {
    const hostKey = `SHA256:${"A".repeat(43)}`;
    const error = await failure(login({ hostKey }));
    expect(error).toMatchObject({ name: "HostKeyError", problem: "changed" });
    expect(error.message).toContain(`expects ${hostKey}`);
    expect(error.message).toContain(server.fingerprint);
  });

  it("is written down when new ones are accepted, so that it is known from then on", async () => {
    const file = join(folder, "new/folder/known_hosts");
    const first = await login({ knownHosts: file, hostKey: "accept-new" });
    expect(first.hostKeyIsNew).toBe(true);
    await first.close();
    expect(readFileSync(file, "utf8")).toBe(`${place()} ${server.hostKey}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const second = await login({ knownHosts: file, hostKey: "accept-new" });
    expect(second.hostKeyIsNew).toBe(false);
    await second.close();
    await (await login({ knownHosts: file })).close();
    const { stdout } = { stdout: execFileSync("ssh-keygen", ["-F", place(), "-f", file], { encoding: "utf8" }) };
    expect(stdout).toContain(server.hostKey);
  });

  it("that cannot be written down is an error, and a last line without an end stays one", async () => {
    const file = knownHosts("unended", "# no end");
    await (await login({ knownHosts: file, hostKey: "accept-new" })).close();
    expect(readFileSync(file, "utf8")).toBe(`# no end\n${place()} ${server.hostKey}\n`);
    const error = await failure(login({ knownHosts: join(file, "below a file"), hostKey: "accept-new" }));
    expect(error).toBeInstanceOf(SshOptionError);
  });

  it("is not written down when the login does not work", async () => {
    const file = join(folder, "unwritten");
    const { file: keyFile } = keyPair("stranger");
    await failure(login({ knownHosts: file, hostKey: "accept-new", keyFile, loginGrace: 0 }));
    expect(existsSync(file)).toBe(false);
  });
});

describe("the login", () => {
  it("works with a key as text, as bytes, and with one that is encrypted", async () => {
    const key = readFileSync(server.keyFile);
    await (await login({ key })).close();
    await (await login({ key: key.toString() })).close();
    const { file, line } = keyPair("locked", "-N", "open sesame");
    appendFileSync(server.authorizedKeysFile, `${line}\n`);
    await (await login({ keyFile: file, passphrase: "open sesame" })).close();
    for (const passphrase of [undefined, "closed"]) {
      const error = await failure(login({ keyFile: file, ...(passphrase && { passphrase }) }));
      expect(error).toBeInstanceOf(SshOptionError);
      expect(error.message).toMatch(/encrypted, and the passphrase is (missing|wrong)/);
      expect(inspect(error)).not.toContain("closed");
    }
  });

  it("works with an agent", async () => {
    const text = execFileSync("ssh-agent", ["-s"], { encoding: "utf8" });
    const [, agent = ""] = /SSH_AUTH_SOCK=([^;]+)/.exec(text) ?? [];
    const [, pid] = /SSH_AGENT_PID=(\d+)/.exec(text) ?? [];
    try {
      execFileSync("ssh-add", ["-q", server.keyFile], {
        env: { ...process.env, SSH_AUTH_SOCK: agent },
        stdio: "ignore",
      });
      const { host, port, user, knownHostsFile } = server;
      await using ssh = await connect(host, { port, user, agent, knownHosts: knownHostsFile });
      expect((await ssh.run("echo in")).stdout).toBe("in\n");
    } finally {
      process.kill(Number(pid));
    }
  });

  it("works without the agent that is not there, where there is a key", async () => {
    await using ssh = await login({ agent: join(folder, "no agent"), loginGrace: 0 });
    expect((await ssh.run("echo in")).stdout).toBe("in\n");
  });

  it("is waited for while it is refused, as by a droplet that does not have its keys yet", async () => {
    const late = await startSshd();
    try {
      const keys = readFileSync(late.authorizedKeysFile);
      writeFileSync(late.authorizedKeysFile, "");
      const { host, port, user, keyFile, knownHostsFile } = late;
      const connecting = connect(host, { port, user, keyFile, knownHosts: knownHostsFile, interval: 10 });
      while (!late.log().includes("Connection closed by authenticating user")) {
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      writeFileSync(late.authorizedKeysFile, keys);
      await using ssh = await connecting;
      expect((await ssh.run("echo in")).stdout).toBe("in\n");
    } finally {
      await late.stop();
    }
  });

  it("that is refused for longer is an error without a secret", async () => {
    const { file: keyFile } = keyPair("never");
    const error = await failure(login({ keyFile, password: "pass-8642", loginGrace: 50 }));
    expect(error).toBeInstanceOf(SshAuthenticationError);
    expect(error.message).toMatch(/refuses the login of \S+ with the key, the password for longer than 50 ms/);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("8642");
  });

  it.each<[string, ConnectOptions, string | { ipv4Address: undefined }]>([
    ["no public address", {}, { ipv4Address: undefined }],
    ["no host name", {}, "root@web"],
    ["no host name", {}, "-oProxyCommand=x"],
    ["no host name", {}, ""],
    ["port", { port: 0 }, "web"],
    ["user", { user: "" }, "web"],
    ["limit", { limit: Number.NaN }, "web"],
    ["SHA256", { hostKey: "yes" }, "web"],
    ["no fingerprint", { hostKey: [] }, "web"],
    ["in no known format", { key: "-----BEGIN NONSENSE-----" }, "web"],
    ["cannot be read: ENOENT", { keyFile: "/no/such/key" }, "web"],
    ["cannot be read: EISDIR", { knownHosts: "/" }, "web"],
  ])("is refused at once for a wrong option: %s %j", async (words, options, target) => {
    const error = await failure(connect(target, { password: "pass-8642", ...options }));
    expect(error).toBeInstanceOf(SshOptionError);
    expect(error.message).toContain(words);
    expect(error.message).not.toContain("\n");
  });

  it("does not take a public key for a private one", async () => {
    const error = await failure(login({ keyFile: `${server.keyFile}.pub` }));
    expect(error.message).toContain("This is a public key");
  });
});

describe("a server that does not answer", () => {
  const sockets = new Set<Socket>();
  const listening = async (onConnection: (socket: Socket) => void): Promise<{ port: number; server: Server }> => {
    const tcp = createServer((socket) => {
      sockets.add(socket.on("error", () => {}));
      onConnection(socket);
    });
    await new Promise<void>((resolve) => tcp.listen(0, "127.0.0.1", resolve));
    return { port: (tcp.address() as { port: number }).port, server: tcp };
  };
  const close = async (tcp: Server) => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => tcp.close(resolve));
  };

  it("is waited for: its port may be opened later", async () => {
    const { port, server: tcp } = await listening(() => {});
    await close(tcp);
    const connecting = login({ port, hostKey: server.fingerprint });
    const later = await startSshd({ port, hostKeyTypes: ["rsa"] });
    try {
      expect(await failure(connecting)).toBeInstanceOf(HostKeyError);
    } finally {
      await later.stop();
    }
  });

  it("is an error at the limit: refused, silent, closing and talking nonsense", async () => {
    for (const answer of [
      undefined,
      () => {},
      (socket: Socket) => socket.end(),
      (socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    ]) {
      const { port, server: tcp } = await listening(answer ?? (() => {}));
      if (answer === undefined) await close(tcp);
      const error = await failure(login({ port, limit: 150 }));
      expect(error).toBeInstanceOf(SshConnectionError);
      expect(error.message).toMatch(/^127\.0\.0\.1 port \d+ did not answer within 150 ms: /);
      if (answer !== undefined) await close(tcp);
    }
  });

  it("is left when the signal is aborted", async () => {
    const { port, server: tcp } = await listening(() => controller.abort(new Error("no more")));
    const controller = new AbortController();
    try {
      const error = await failure(login({ port, signal: controller.signal }));
      expect(error.message).toBe("no more");
      expect((await failure(login({ signal: controller.signal }))).message).toBe("no more");
    } finally {
      await close(tcp);
    }
  });

  it("is an error at once when there is no such name", async () => {
    const error = await failure(login({}, "no-such-host.invalid"));
    expect(error).toBeInstanceOf(SshConnectionError);
    expect(error.message).toBe("There is no host of the name no-such-host.invalid.");
  });
});

describe("what holds the password", () => {
  it("does not show it", async () => {
    const ssh = await login({ password: "pass-8642", keyFile: server.keyFile });
    expect(inspect(ssh, { depth: 9, showHidden: true })).not.toContain("8642");
    expect(JSON.stringify(ssh)).not.toContain("8642");
    await ssh.close();
  });
});
