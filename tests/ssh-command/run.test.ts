import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type Sshd, startSshd } from "../ssh/sshd.js";
import { type Account, openAccount, optionsFor, type Setting, token } from "./account.js";

const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
const nameOf = (number: number) => `web-${number}`;
const addressOf = (number: number) => account.addressOf(nameOf(number));
/** Where nobody listens. */
const down = 13;
/** Where the command fails. */
const failing = 7;

let servers: readonly Sshd[];
let account: Account;
let options: readonly string[];
beforeAll(async () => {
  account = await openAccount(numbers.map(nameOf));
  // One server listens at up to 16 addresses.
  const [first, second] = [numbers.slice(0, 10), numbers.slice(10)].map((part) =>
    part.filter((number) => number !== down),
  );
  const one = await startServer(first ?? []);
  const other = await startServer(second ?? [], one.port);
  servers = [one, other];
  const known = (listening: readonly number[] = [], { port, hostKey }: Sshd) =>
    listening.map((number) => `[${addressOf(number)}]:${port} ${hostKey}\n`).join("");
  const knownHosts = join(account.folder, "known_hosts");
  writeFileSync(knownHosts, known(first, one) + known(second, other));
  writeFileSync(other.authorizedKeysFile, readFileSync(one.authorizedKeysFile));
  options = optionsFor(one, knownHosts);
}, 60_000);
afterAll(async () => {
  await account.close();
  for (const server of servers) await server.stop();
});

/** A server at all these addresses and the same port. */
async function startServer(listening: readonly number[], port?: number): Promise<Sshd> {
  const [host, ...others] = listening.map(addressOf);
  const config = others.map((address) => `ListenAddress ${address}`);
  const server = await startSshd({
    config,
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
  });
  const isReady = () => expect(server.log().match(/Server listening/g)).toHaveLength(listening.length);
  await vi.waitFor(isReady, { timeout: 15_000 });
  return server;
}

interface Result {
  readonly name: string;
  readonly exit_code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly error: string | null;
}

async function run(words: readonly string[], setting?: Setting) {
  const { code, stdout, stderr } = await account.doapi(["droplet", "run", ...options, ...words], setting);
  return { code, stdout, stderr, results: () => JSON.parse(stdout) as Result[] };
}

/** Fails with 3 on one of the droplets, which a command knows by the address that it was reached at. */
const failsOnOne = () =>
  `case $SSH_CONNECTION in *" ${addressOf(failing)} "*) echo no >&2; exit 3;; *) echo yes;; esac`;

describe("doapi droplet run, on 20 droplets of which one is down and one fails", () => {
  it("tells of each what became of it, in their order, and ends with 9", async () => {
    const { code, stderr, results } = await run(["--tag", "web", "--parallel", "20", "--", failsOnOne()]);
    const good = { exit_code: 0, signal: null, stdout: "yes\n", stderr: "", error: null };
    const refused = expect.stringMatching(new RegExp(`^ssh: connect to host ${addressOf(down)} .*Connection refused`));
    const expected = numbers.map((number) => ({
      id: expect.any(Number),
      name: nameOf(number),
      host: addressOf(number),
      ...good,
      ...(number === failing ? { exit_code: 3, stdout: "", stderr: "no\n" } : {}),
      ...(number === down ? { exit_code: 255, stdout: "", stderr: refused, error: refused } : {}),
    }));
    expect(results()).toEqual(expected);
    expect(stderr.split("\n")).toEqual([
      expect.stringMatching(/^doapi: droplet web-7 \(\d+\): exit code 3$/),
      expect.stringMatching(/^doapi: droplet web-13 \(\d+\): ssh: connect to host .* Connection refused$/),
      "doapi: done on 18 of 20 droplets",
      "",
    ]);
    expect(code).toBe(9);
  });

  it("prints lines with the names in front by --prefix, none of which is torn", async () => {
    const lines = "for i in 1 2 3 4 5; do printf 'one '; printf 'two\\n'; done";
    const names = [1, 2, 3, 10].map(nameOf);
    const { code, stdout, stderr } = await run([...names, "--prefix", "--", lines]);
    const expected = names.flatMap((name) => Array(5).fill(`${name.padEnd(6)} | one two`) as string[]);
    expect(stdout.trimEnd().split("\n").sort()).toEqual(expected.sort());
    expect([code, stderr]).toEqual([0, "doapi: done on 4 of 4 droplets\n"]);
  });

  it("ends with 1 when it fails everywhere, and with 0 when nowhere", async () => {
    expect((await run([nameOf(1), nameOf(2), "--", "exit 4"])).code).toBe(1);
    expect((await run([nameOf(down), "--", "true"])).code).toBe(1);
    expect((await run([nameOf(1), nameOf(2), "--", "true"])).code).toBe(0);
  });

  it("takes much output of both streams at once, and gives nothing to read", async () => {
    const command = "cat; head -c 3000000 /dev/zero | tr '\\0' a; head -c 3000000 /dev/zero | tr '\\0' b >&2";
    const { code, results } = await run([nameOf(1), nameOf(2), "--", command], { stdin: "not for them" });
    const [a, b] = ["a".repeat(3_000_000), "b".repeat(3_000_000)];
    expect(results().map(({ stdout, stderr }) => [stdout === a, stderr === b])).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(code).toBe(0);
  });

  it("runs no more at once than --parallel", async () => {
    const folder = `${account.folder}/running`;
    // Each counts who runs while it does, itself too.
    const command = `mkdir -p ${folder}; touch ${folder}/$$; ls ${folder} | wc -l; sleep 0.3; rm ${folder}/$$`;
    const { code, results } = await run(["--parallel", "2", ...[1, 2, 3, 4, 5].map(nameOf), "--", command]);
    const counts = results().map(({ stdout }) => Number(stdout));
    expect([code, Math.max(...counts) <= 2, readdirSync(folder)]).toEqual([0, true, []]);
  });

  it("stops a command at --host-time", async () => {
    const { code, results } = await run([nameOf(1), "--host-time", "1.5", "--", "exec sleep 600"]);
    const error = "time is up: it took longer than 1.5 s";
    expect(results()).toMatchObject([{ exit_code: null, signal: "SIGTERM", error }]);
    expect(code).toBe(1);
  });

  it("gives up a droplet that does not answer any more", async () => {
    // The process of the server that has this session falls silent.
    const words = ["--ssh-option", "ServerAliveInterval=1", nameOf(1), "--", "kill -STOP $PPID; sleep 600"];
    const { code, results } = await run(words);
    expect(results()).toMatchObject([{ exit_code: 255, error: expect.stringContaining("not responding") }]);
    expect(code).toBe(1);
  });

  it("leaves no ssh behind when it is interrupted twice, not even one that does not heed it", async () => {
    const [pid, asked] = [join(account.folder, "pid"), join(account.folder, "asked")];
    const script = `trap 'touch ${asked}' TERM; echo $$ > ${pid}.part; mv ${pid}.part ${pid}; while :; do sleep 0.1; done`;
    const { code } = await run([nameOf(1), "--", "true"], {
      env: { PATH: account.fakeSsh(script) },
      async onStart(child) {
        await vi.waitFor(() => expect(existsSync(pid)).toBe(true), { timeout: 15_000 });
        child.kill("SIGINT");
        await vi.waitFor(() => expect(existsSync(asked)).toBe(true), { timeout: 4_000 });
        child.kill("SIGINT");
      },
    });
    expect(code).toBe(130);
    // One that has ended may wait a while for its parent to take note.
    const ended = () => expect(stateOf(readFileSync(pid, "utf8").trim())).toMatch(/^Z|^$/);
    await vi.waitFor(ended, { timeout: 10_000 });
  });

  it("takes no unknown host key unless it is told to, and says how", async () => {
    const known = join(account.folder, "known_to_nobody");
    const words = ["--ssh-option", `UserKnownHostsFile=${known}`, nameOf(1), nameOf(2)];
    // Of two files the first counts: this one stands before that of the other tests.
    const runWith = (...more: string[]) =>
      account.doapi(["droplet", "run", ...words, ...options, ...more, "--", "true"]);
    const refused = await runWith();
    expect((JSON.parse(refused.stdout) as Result[]).map(({ error }) => error)).toEqual(
      Array(2).fill("Host key verification failed."),
    );
    expect(refused.stderr.match(/--accept-new/g)).toHaveLength(1);
    expect(refused.code).toBe(1);
    const taken = await runWith("--accept-new");
    expect([taken.code, readFileSync(known, "utf8").trim().split("\n").length]).toEqual([0, 2]);
  });

  it("asks nothing where it cannot log in", async () => {
    const { code, results } = await run(["--user", "nobody-of-this-name", nameOf(1), "--", "true"]);
    expect(results()).toMatchObject([{ exit_code: 255, error: expect.stringContaining("Permission denied") }]);
    expect(code).toBe(1);
  });

  it.each(["SIGINT", "SIGTERM"] as const)("ends everything at %s and prints what is known", async (signal) => {
    const begun = (number: number) => join(account.folder, `${signal}-${addressOf(number)}`);
    const command = [
      "set -- $SSH_CONNECTION",
      `if [ $3 = ${addressOf(1)} ]; then echo done; exit; fi`,
      `echo begun; touch ${account.folder}/${signal}-$3; exec sleep 600`,
    ].join("; ");
    const { code, stderr, results } = await run(["--parallel", "2", ...[1, 2, 3, 4].map(nameOf), "--", command], {
      async onStart(child) {
        // The third takes the place of the first, when that has ended.
        await vi.waitFor(() => expect([2, 3].map(begun).every(existsSync)).toBe(true), { timeout: 15_000 });
        child.kill(signal);
      },
    });
    const stopped = { exit_code: null, stdout: "begun\n", error: "interrupted" };
    expect(results()).toMatchObject([
      { name: nameOf(1), exit_code: 0, stdout: "done\n", error: null },
      { name: nameOf(2), ...stopped },
      { name: nameOf(3), ...stopped },
      { name: nameOf(4), exit_code: null, stdout: "", error: "interrupted before it began" },
    ]);
    expect(stderr.endsWith("doapi: interrupted\n")).toBe(true);
    expect([code, stderr.includes(token)]).toEqual([130, false]);
  });
});

/** The state of a process, as `ps` tells it; empty when there is none. */
function stateOf(pid: string): string {
  return spawnSync("ps", ["-o", "stat=", "-p", pid], { encoding: "utf8" }).stdout.trim();
}
