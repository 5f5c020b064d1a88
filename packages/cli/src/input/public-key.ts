import { createHash } from "node:crypto";

/** A public key as an OpenSSH `.pub` file holds it. */
export interface PublicKey {
  /** The line, as the API takes it. */
  readonly text: string;
  /** MD5 of the key in colon-separated pairs, as the API names keys. */
  readonly fingerprint: string;
  /** What follows the key on its line, often `user@host`; empty when there is nothing. */
  readonly comment: string;
}

/** Reads the first key of a text; undefined when it holds none. A private key is never taken for one. */
export function parsePublicKey(text: string): PublicKey | undefined {
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*((?:ssh|ecdsa|sk)-[\w.@-]+)\s+([A-Za-z0-9+/]+={0,2})(?:\s+(.*?))?\s*$/.exec(line);
    const [, type, data, comment = ""] = match ?? [];
    if (type === undefined || data === undefined) continue;
    const bytes = Buffer.from(data, "base64");
    // The key repeats its type: length, then name.
    if (bytes.length < 4 || bytes.toString("latin1", 4, 4 + bytes.readUInt32BE(0)) !== type) continue;
    const digest = createHash("md5").update(bytes).digest("hex");
    return { text: line.trim(), fingerprint: digest.match(/../g)?.join(":") ?? "", comment };
  }
  return undefined;
}
