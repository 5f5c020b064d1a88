import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parsePublicKey } from "./public-key.js";

/** The wire form of a key: each field with its length before it. */
function keyData(type: string, ...fields: string[]): string {
  const parts = [type, ...fields].map((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    return Buffer.concat([length, Buffer.from(field)]);
  });
  return Buffer.concat(parts).toString("base64");
}

describe("parsePublicKey", () => {
  const data = keyData("ssh-ed25519", "0123456789abcdef0123456789abcdef");

  it("reads type, data and comment, and computes the fingerprint", () => {
    const digest = createHash("md5").update(Buffer.from(data, "base64")).digest("hex");
    expect(parsePublicKey(`# my key\nssh-ed25519 ${data} me@home laptop \r\n`)).toEqual({
      text: `ssh-ed25519 ${data} me@home laptop`,
      comment: "me@home laptop",
      fingerprint: digest.replace(/(..)(?!$)/g, "$1:"),
    });
    expect(parsePublicKey(`ssh-ed25519 ${data}`)?.comment).toBe("");
  });

  it.each([
    ["nothing", ""],
    [
      "a private key",
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
    ],
    ["data of another type", `ssh-rsa ${data}`],
    ["data that is cut off", "ssh-ed25519 AAAA"],
    ["data that is no base64", "ssh-ed25519 !!!!"],
  ])("takes %s for no key", (_, text) => {
    expect(parsePublicKey(text)).toBeUndefined();
  });
});
