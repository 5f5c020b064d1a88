import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { WireRequest } from "@doapi/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { toCurl } from "./curl.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "doapi-curl-"));
  // Stands in for curl: prints its arguments as JSON.
  const script = `#!${process.execPath}\nconsole.log(JSON.stringify(process.argv.slice(2)));\n`;
  writeFileSync(join(folder, "curl"), script);
  chmodSync(join(folder, "curl"), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

function request(changes: Partial<WireRequest>): WireRequest {
  return {
    method: "POST",
    url: "https://api.digitalocean.com/v2/tags",
    path: "/v2/tags",
    route: undefined,
    headers: { accept: "application/json", authorization: "Bearer dop_v1_secret", "content-type": "application/json" },
    body: undefined,
    signal: undefined,
    timeout: 0,
    retries: 0,
    attempts: 1,
    ...changes,
  };
}

/** The words that curl gets when a shell runs the command. */
function words(changes: Partial<WireRequest>): string[] {
  const env = { PATH: folder, DIGITALOCEAN_TOKEN: "the token" };
  return JSON.parse(execFileSync("/bin/sh", ["-c", toCurl(request(changes))], { env, encoding: "utf8" })) as string[];
}

describe("the curl command", () => {
  it("leaves the token to the shell", () => {
    expect(toCurl(request({}))).not.toContain("dop_v1_secret");
    expect(words({})).toEqual([
      "-X",
      "POST",
      "https://api.digitalocean.com/v2/tags",
      "-H",
      "Authorization: Bearer the token",
      "-H",
      "content-type: application/json",
    ]);
  });

  it.each([
    [`{"name":"it's \\"quoted\\""}`],
    ['{"name":"$(touch /tmp/x) `id` $HOME \\\\ !! & ; | > <"}'],
    ["@not-a-file"],
    ['{\n\t"name": "two\\nlines"\n}'],
    ['{"name":"\'\'\'"}'],
  ])("brings any body through the shell as it is: %j", (body) => {
    expect(words({ body }).slice(-2)).toEqual(["--data-raw", body]);
  });

  it("quotes addresses and headers too", () => {
    const url = "https://api.digitalocean.com/v2/droplets?tag_name=a%20b&x='";
    expect(words({ url, headers: { "x-note": "it's; rm" } })).toEqual(["-X", "POST", url, "-H", "x-note: it's; rm"]);
  });

  it("writes what a terminal would obey as escapes of JSON", () => {
    const name = "a\u001b[2J\u009b\u202eb";
    const command = toCurl(request({ body: JSON.stringify({ name }) }));
    expect(command).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    expect(JSON.parse(words({ body: JSON.stringify({ name }) }).at(-1) ?? "")).toEqual({ name });
  });
});
