import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startSshd, type Sshd } from "./sshd.js";

const command = promisify(execFile);

function ssh(server: Sshd, words: string) {
  const { host, port, user, keyFile, knownHostsFile } = server;
  const options = ["-F", "none", "-o", "BatchMode=yes", "-o", `UserKnownHostsFile=${knownHostsFile}`, "-i", keyFile];
  return command("ssh", [...options, "-p", String(port), `${user}@${host}`, words]);
}

test("the server of the tests: a login with its key, a PATH and a home of its own, and nothing left of it afterwards", async () => {
  const server = await startSshd({
    host: "127.9.8.7",
    path: "/usr/bin:/bin:/made/up",
    environment: { COLOUR: "blue" },
  });
  try {
    const words = 'echo "$PATH $HOME $COLOUR"; sleep 600 >/dev/null 2>&1 </dev/null & echo $! >"$HOME/pid"';
    const { stdout } = await ssh(server, words);
    expect(stdout).toBe(`/usr/bin:/bin:/made/up ${server.home} blue\n`);
    expect(
      (await command("ssh-keygen", ["-F", `[127.9.8.7]:${server.port}`, "-f", server.knownHostsFile])).stdout,
    ).toContain(server.hostKey);
  } finally {
    const pid = Number(readFileSync(join(server.home, "pid"), "utf8"));
    await server.stop();
    expect(existsSync(server.folder)).toBe(false);
    // A process that has ended and that nobody has asked for yet is listed as a zombie.
    const listed = await command("ps", ["-o", "stat=", "-p", String(pid)]).catch(() => ({ stdout: "Z" }));
    expect(listed.stdout).toMatch(/^Z/);
  }
});

test("who is taken out of authorized_keys is refused", async () => {
  const server = await startSshd();
  try {
    writeFileSync(server.authorizedKeysFile, "");
    await expect(ssh(server, "true")).rejects.toThrow("Permission denied");
  } finally {
    await server.stop();
  }
});

test("a server that cannot start says why in sshd's own words", async () => {
  await expect(startSshd({ config: ["Nonsense yes"] })).rejects.toThrow("Nonsense");
  const server = await startSshd();
  try {
    await expect(startSshd({ port: server.port })).rejects.toThrow("Address already in use");
  } finally {
    await server.stop();
  }
});
