import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Droplet } from "@doapi/client";
import { describe, expect, it } from "vitest";
import { aliasesOf, hostBlocks, hostName } from "./config-hosts.js";

const io = { cwd: "/work here", home: "/home/me" };
const host = { alias: "web", id: 7, address: "192.0.2.1" };

/** The key file as ssh itself reads it from the configuration. */
function readBack(identity: string, place = io): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), "doapi-config-hosts-"));
  try {
    const file = join(folder, "config");
    writeFileSync(file, hostBlocks([host], { user: "me", identity, io: place }));
    const settings = execFileSync("ssh", ["-G", "-F", file, "web"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return /^identityfile (.*)$/m.exec(settings)?.[1];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("a host of ssh_config(5)", () => {
  it.each([
    ["key", "/work here/key"],
    ["~/.ssh/my key", "/home/me/.ssh/my key"],
    ["/keys/#1=a,b'c", "/keys/#1=a,b'c"],
    ["/keys/ümlaut", "/keys/ümlaut"],
  ])("has the key file %j in full, as ssh reads it", (identity, file) => {
    expect(readBack(identity)).toBe(file);
  });

  it("leaves to ssh what ssh replaces, and keeps that of the folder's own name apart", () => {
    expect(hostBlocks([host], { user: "me", identity: "%d/key", io })).toContain("  IdentityFile %d/key\n");
    expect(hostBlocks([host], { user: "me", identity: "key", io: { ...io, cwd: "/100%" } })).toContain("/100%%/key\n");
  });

  it.each(['a"b', "a\\b", "a\nb"])("has no key file of the name %j", (identity) => {
    expect(() => hostBlocks([host], { user: "me", identity, io })).toThrow(/cannot be written in a configuration/);
    const odd = { ...io, cwd: "/${HOME}" };
    expect(() => hostBlocks([host], { user: "me", identity: "key", io: odd })).toThrow(/cannot be written/);
  });

  it("is called by the droplet's name, and by its id too where several have that", () => {
    const droplets = [
      { id: 1, name: "web" },
      { id: 2, name: "twin" },
      { id: 3, name: "twin" },
    ] as Droplet[];
    expect(aliasesOf(droplets, "do.")).toEqual(["do.web", "do.twin-2", "do.twin-3"]);
  });

  it("has no name that is a pattern, an option or more than a word", () => {
    const names = ["web-1.example_com", "*", "a?", "!a", "-a", "a b", "a#b", '"a"', "a,b", "a\nHost b", ""];
    expect(names.filter((name) => hostName.test(name))).toEqual(["web-1.example_com"]);
  });
});
