import { createHash } from "node:crypto";

/** A server's public key. */
export interface HostKey {
  /** Its kind, such as `ssh-ed25519`. */
  readonly type: string;
  /** `SHA256:` and 43 characters, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** The key as base64, as it stands in known_hosts. */
  readonly base64: string;
}

/** The key from its wire form; throws a RangeError when it is none. */
export function readHostKey(blob: Buffer): HostKey {
  const length = blob.readUInt32BE(0);
  if (length > 64 || length + 4 > blob.length) throw new RangeError("This is no public key.");
  return {
    type: blob.toString("latin1", 4, 4 + length),
    fingerprint: fingerprintOf(blob),
    base64: blob.toString("base64"),
  };
}

/** `SHA256:...` of a key's wire form. */
export function fingerprintOf(blob: Buffer): string {
  return `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
}
