import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fingerprintOf, type HostKey, readHostKey } from "./host-key.js";
import { knownName, parseKnownHosts } from "./known-hosts.js";
import { HostKeyPolicy, type HostKeyRules } from "./policy.js";

const blobOf = (type: string, byte: number) => {
  const part = (data: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, data.length]), data]);
  return Buffer.concat([part(Buffer.from(type)), part(Buffer.alloc(32, byte))]);
};
const ed25519 = readHostKey(blobOf("ssh-ed25519", 1));
const other = readHostKey(blobOf("ssh-ed25519", 2));
const rsa = readHostKey(blobOf("ssh-rsa", 3));
const line = (names: string, key: HostKey = ed25519) => `${names} ${key.type} ${key.base64} a comment\n`;

describe("a host key", () => {
  it("has the fingerprint that ssh-keygen prints", () => {
    const folder = mkdtempSync(join(tmpdir(), "host-key-"));
    try {
      execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, "key")]);
      const [type, base64 = ""] = readFileSync(join(folder, "key.pub"), "utf8").split(" ");
      const listed = execFileSync("ssh-keygen", ["-l", "-f", join(folder, "key.pub")], { encoding: "utf8" });
      const key = readHostKey(Buffer.from(base64, "base64"));
      expect(key).toEqual({ type, base64, fingerprint: listed.split(" ")[1] });
      expect(fingerprintOf(Buffer.from(base64, "base64"))).toBe(key.fingerprint);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is refused when it is none", () => {
    expect(() => readHostKey(Buffer.from([1, 2, 3, 4, 5]))).toThrow(RangeError);
    expect(() => readHostKey(Buffer.alloc(2))).toThrow(RangeError);
  });
});

describe("known_hosts", () => {
  it.each([
    ["web", "web", true],
    ["web,10.0.0.1", "10.0.0.1", true],
    ["WEB.example.COM", "web.example.com", true],
    ["web", "web2", false],
    ["[web]:2222", "[web]:2222", true],
    ["web", "[web]:2222", false],
    ["*.example.com", "a.b.example.com", true],
    ["*.example.com", "example.com", false],
    ["10.0.0.?", "10.0.0.7", true],
    ["10.0.0.?", "10.0.0.77", false],
    ["*.example.com,!db.example.com", "db.example.com", false],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["web.example.com", "webXexample.com", false],
    [`${"*a".repeat(40)}b`, "a".repeat(5000), false],
  ])("with the names %s covers %s: %s", (names, name, covers) => {
    expect(parseKnownHosts(line(names)).map((entry) => entry.covers(name))).toEqual([covers]);
  });

  it("reads what ssh-keygen has hashed", () => {
    const folder = mkdtempSync(join(tmpdir(), "known-hosts-"));
    try {
      const file = join(folder, "known_hosts");
      writeFileSync(file, line("web.example.com") + line("[10.0.0.1]:2222", rsa));
      execFileSync("ssh-keygen", ["-q", "-H", "-f", file], { stdio: "ignore" });
      const text = readFileSync(file, "utf8");
      expect(text).not.toContain("example");
      const entries = parseKnownHosts(text);
      const found = (name: string) => entries.filter(({ covers }) => covers(name)).map(({ base64 }) => base64);
      expect(found("web.example.com")).toEqual([ed25519.base64]);
      expect(found(knownName("10.0.0.1", 2222))).toEqual([rsa.base64]);
      expect(found("10.0.0.1")).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("leaves out comments, certificate authorities and what cannot be read", () => {
    const text = `# ${line("web")}\n\n@cert-authority ${line("web")}@strange ${line("web")}web\n|1||\r\n${line("web")}`;
    expect(parseKnownHosts(text)).toMatchObject([{ line: 8, revoked: false, type: "ssh-ed25519" }]);
  });
});

describe("the policy", () => {
  const policy = (text: string, rules: Partial<HostKeyRules> = {}) =>
    new HostKeyPolicy({
      host: "web",
      port: 22,
      fingerprints: undefined,
      acceptNew: false,
      file: "/known_hosts",
      text,
      ...rules,
    });

  it("accepts the known key, one of several kinds too", () => {
    expect(policy(line("web")).check(ed25519)).toBeUndefined();
    expect(policy(line("web") + line("web", rsa)).check(rsa)).toBeUndefined();
  });

  it.each<[string, string, Partial<HostKeyRules>, HostKey]>([
    ["unknown", "", {}, ed25519],
    ["unknown", line("web"), { port: 2222 }, ed25519],
    ["changed", line("web"), {}, other],
    ["changed", line("web"), { acceptNew: true }, other],
    ["changed", line("web", rsa), { acceptNew: true }, ed25519],
    ["changed", "", { fingerprints: [other.fingerprint] }, ed25519],
    ["revoked", `@revoked ${line("*")}`, {}, ed25519],
    ["revoked", `@revoked ${line("*")}`, { acceptNew: true }, ed25519],
    ["revoked", `@revoked ${line("*")}${line("web")}`, {}, ed25519],
    ["revoked", `@revoked ${line("*")}`, { fingerprints: [ed25519.fingerprint] }, ed25519],
  ])("refuses what is %s: %#", (problem, text, rules, key) => {
    const error = policy(text, rules).check(key);
    expect(error?.problem).toBe(problem);
    expect(error?.hostKey).toBe(key);
    expect(error?.message).toContain(key.fingerprint);
  });

  it("says how an unknown key is accepted, and which line has another one", () => {
    expect(policy("").check(ed25519)?.message).toContain(`hostKey: "${ed25519.fingerprint}"`);
    expect(policy(`\n${line("web")}`).check(other)?.message).toContain("line 2 of /known_hosts");
  });

  it("asks for the kinds of which a key is known first", () => {
    expect(policy(line("web", rsa)).algorithms.slice(0, 2)).toEqual(["rsa-sha2-512", "rsa-sha2-256"]);
    expect(policy("").algorithms[0]).toBe("ssh-ed25519");
  });

  it("asks for one kind after the other when a fingerprint decides", () => {
    const rules = policy("", { fingerprints: [rsa.fingerprint] });
    expect(rules.nextType(ed25519)).toBe(true);
    expect(rules.algorithms).not.toContain("ssh-ed25519");
    expect(policy(line("web")).nextType(other)).toBe(false);
  });

  it("writes down only what is new", () => {
    const entry = `[web]:2222 ssh-ed25519 ${ed25519.base64}\n`;
    expect(policy("", { acceptNew: true, port: 2222 }).lineFor(ed25519)).toBe(entry);
    expect(policy(line("web"), { acceptNew: true }).lineFor(ed25519)).toBeUndefined();
    expect(policy(line("web")).lineFor(ed25519)).toBeUndefined();
  });
});
