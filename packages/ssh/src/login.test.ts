import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import ssh2, { type AuthContext, type ServerChannel } from "ssh2";
import { afterEach, describe, expect, it } from "vitest";
import { connect } from "./connect.js";
import { SshAuthenticationError, SshConnectionError, SshError } from "./errors.js";
import { fingerprintOf } from "./host-keys/host-key.js";

const password = "pass-8642";
const keys = ssh2.utils.generateKeyPairSync("ed25519");

let server: ssh2.Server | undefined;

afterEach(async () => {
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

interface Behaviour {
  readonly authenticate: (context: AuthContext) => void;
  readonly exec?: (channel: ServerChannel) => void;
}

/** A server of ssh2's own, for what an OpenSSH server does only with accounts of the machine, or never. */
async function listening({ authenticate, exec = (channel) => channel.exit(0) }: Behaviour) {
  const made = new ssh2.Server({ hostKeys: [keys.private] }, (client) => {
    client.on("authentication", authenticate).on("error", () => {});
    client.on("session", (accept) => {
      accept().on("exec", (accepted) => {
        const channel = accepted();
        exec(channel);
        channel.end();
      });
    });
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  const key = ssh2.utils.parseKey(keys.public);
  if (key instanceof Error) throw key;
  const { port } = made.address() as AddressInfo;
  return { port, hostKey: fingerprintOf(key.getPublicSSH()), knownHosts: "/no/such/file", interval: 5 };
}

const byPassword = (context: AuthContext) =>
  context.method === "password" && context.password === password ? context.accept() : context.reject(["password"]);

const byQuestions = (context: AuthContext) => {
  if (context.method !== "keyboard-interactive") return context.reject(["keyboard-interactive"]);
  context.prompt([{ prompt: "Password: ", echo: false }], ([answer]) => {
    if (answer === password) context.accept();
    else context.reject(["keyboard-interactive"]);
  });
};

describe.each([
  ["as such", byPassword],
  ["by a question", byQuestions],
])("a password %s", (_, authenticate) => {
  it("is taken", async () => {
    const ssh = await connect("127.0.0.1", { ...(await listening({ authenticate })), password });
    expect(await ssh.run("true")).toMatchObject({ exitCode: 0 });
    await ssh.close();
  });

  it("that is wrong is refused, and not shown", async () => {
    const options = { ...(await listening({ authenticate })), password: "wrong-7531", loginGrace: 0 };
    const error: unknown = await connect("127.0.0.1", options).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SshAuthenticationError);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("7531");
  });
});

describe("a command", () => {
  it("whose end is not told is an error, and no success", async () => {
    const options = await listening({ authenticate: byPassword, exec: (channel) => void channel.write("half") });
    const ssh = await connect("127.0.0.1", { ...options, password });
    const error: unknown = await ssh.run("true", { check: false }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SshConnectionError);
    expect(error).toBeInstanceOf(SshError);
    await ssh.close();
  });

  it("of a server that writes no process id has its output as it is", async () => {
    const exec = (channel: ServerChannel) => {
      channel.stderr.write("an error\n");
      channel.write("some text\n");
      channel.exit(2);
    };
    const ssh = await connect("127.0.0.1", { ...(await listening({ authenticate: byPassword, exec })), password });
    const result = await ssh.run("true", { check: false });
    expect(result).toEqual({ exitCode: 2, signal: undefined, stdout: "some text\n", stderr: "an error\n" });
    await ssh.close();
  });
});
