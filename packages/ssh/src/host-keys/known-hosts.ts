import { createHmac } from "node:crypto";

/** One line of a known_hosts file that is about keys. */
export interface KnownHost {
  readonly line: number;
  readonly revoked: boolean;
  /** True for the names that the line is about. */
  readonly covers: (name: string) => boolean;
  readonly type: string;
  readonly base64: string;
}

/**
 * The name under which known_hosts has a server: the host alone for port 22, else `[host]:port`. In lower case, as
 * OpenSSH looks it up.
 */
export function knownName(host: string, port: number): string {
  const name = host.toLowerCase();
  return port === 22 ? name : `[${name}]:${port}`;
}

/**
 * Reads a known_hosts file: plain, hashed and wildcard names, negated ones, and keys marked `@revoked`. Lines of certificate
 * authorities and lines that cannot be read are left out, as OpenSSH does.
 */
export function parseKnownHosts(text: string): KnownHost[] {
  return text.split("\n").flatMap((line, index) => {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith("@") === true ? words.shift() : undefined;
    const [names, type, base64] = words;
    const isKey = names !== undefined && !names.startsWith("#") && type !== undefined && base64 !== undefined;
    if (!isKey || (marker !== undefined && marker !== "@revoked")) return [];
    return [{ line: index + 1, revoked: marker === "@revoked", covers: coverage(names), type, base64 }];
  });
}

function coverage(names: string): (name: string) => boolean {
  if (names.startsWith("|1|")) return hashed(names);
  const patterns = names.toLowerCase().split(",");
  const positive = patterns.filter((pattern) => !pattern.startsWith("!")).map(wildcard);
  const negative = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => wildcard(pattern.slice(1)));
  return (name) => positive.some((covers) => covers(name)) && !negative.some((covers) => covers(name));
}

function hashed(names: string): (name: string) => boolean {
  const [, , salt = "", hash = ""] = names.split("|");
  const key = Buffer.from(salt, "base64");
  return (name) => hash !== "" && createHmac("sha1", key).update(name).digest("base64") === hash;
}

// Whoever writes the file could have a pattern that takes a regular expression hours; this takes one walk.
function wildcard(pattern: string): (name: string) => boolean {
  if (!/[*?]/.test(pattern)) return (name) => name === pattern;
  return (name) => {
    let [at, start, star] = [0, 0, -1];
    for (let index = 0; index < name.length; ) {
      const expected = pattern[at];
      if (expected === "*") {
        star = at++;
        start = index;
      } else if (expected === "?" || expected === name[index]) {
        at++;
        index++;
      } else if (star >= 0) {
        at = star + 1;
        index = ++start;
      } else return false;
    }
    return /^\**$/.test(pattern.slice(at));
  };
}
