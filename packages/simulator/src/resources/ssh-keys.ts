import { createHash } from "node:crypto";
import type { SshKeys, SshKeysInput } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { World } from "../world.js";

type SshKeyRecord = Required<SshKeys>;

const SshKey: Kind<SshKeyRecord> = {
  name: "ssh_key",
  labels: ({ fingerprint }) => [fingerprintLabel(fingerprint)],
};

const fingerprintLabel = (fingerprint: string) => `fingerprint:${fingerprint.toLowerCase()}`;

/** A key by its id or fingerprint. */
export function findSshKey(world: World, identifier: string | number): SshKeyRecord | undefined {
  const text = String(identifier);
  const byId = /^\d+$/.test(text) ? world.documents.get(SshKey, Number(text)) : undefined;
  return byId ?? world.documents.all(SshKey, { labels: [fingerprintLabel(text)] })[0];
}

/**
 * The MD5 fingerprint of a public key in OpenSSH's format, pairs of digits with colons between; undefined when the text
 * is no such key.
 */
export function fingerprintOf(publicKey: string): string | undefined {
  const [, type, encoded] =
    /^\s*([a-z0-9@.-]+)[ \t]+([A-Za-z0-9+/]+={0,2})(?:[ \t][^\r\n]*)?\s*$/.exec(publicKey) ?? [];
  if (type === undefined || encoded === undefined || !KEY_TYPES.has(type)) return undefined;
  const key = Buffer.from(encoded, "base64");
  // The key repeats its type: a length of four bytes, then the name.
  const length = key.length > 4 ? key.readUInt32BE(0) : 0;
  if (key.length <= 4 + length || key.toString("latin1", 4, 4 + length) !== type) return undefined;
  return createHash("md5")
    .update(key)
    .digest("hex")
    .replaceAll(/..(?=.)/g, "$&:");
}

const KEY_TYPES = new Set([
  "ssh-rsa",
  "ssh-dss",
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "sk-ssh-ed25519@openssh.com",
  "sk-ecdsa-sha2-nistp256@openssh.com",
]);

function requireSshKey(world: World, identifier: string | number): SshKeyRecord {
  const key = findSshKey(world, identifier);
  if (!key) throw notFound();
  return key;
}

function requireName(name: string | undefined): void {
  if (name?.trim() === "") throw unprocessable("Name can't be blank.");
}

const sshKeysList: Handler<"GET /v2/account/keys"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(SshKey));
  return { ssh_keys: items, ...rest };
};

/** Registers a key; throws the 422 for one that is none or is there already. */
export function createSshKey(world: World, { name, public_key }: SshKeysInput): SshKeyRecord {
  requireName(name);
  const fingerprint = fingerprintOf(public_key);
  if (fingerprint === undefined) {
    throw unprocessable(
      "Key invalid: the public key must be one in OpenSSH's format, such as ssh-ed25519 AAAA... name.",
    );
  }
  if (findSshKey(world, fingerprint)) throw unprocessable("SSH Key is already in use on your account");
  const key: SshKeyRecord = { id: world.nextNumber("ssh_key"), fingerprint, public_key: public_key.trim(), name };
  world.documents.put(SshKey, key.id, key);
  return key;
}

const sshKeysCreate: Handler<"POST /v2/account/keys"> = ({ world, body }) => ({ ssh_key: createSshKey(world, body) });

const sshKeysGet: Handler<"GET /v2/account/keys/{ssh_key_identifier}"> = ({ world, path }) => ({
  ssh_key: requireSshKey(world, path.ssh_key_identifier),
});

const sshKeysUpdate: Handler<"PUT /v2/account/keys/{ssh_key_identifier}"> = ({ world, path, body }) => {
  const key = requireSshKey(world, path.ssh_key_identifier);
  requireName(body.name);
  const updated = { ...key, name: body.name ?? key.name };
  world.documents.put(SshKey, key.id, updated);
  return { ssh_key: updated };
};

const sshKeysDelete: Handler<"DELETE /v2/account/keys/{ssh_key_identifier}"> = ({ world, path }) => {
  world.documents.remove(SshKey, requireSshKey(world, path.ssh_key_identifier).id);
  return undefined;
};

export const sshKeysOperations = {
  sshKeys_list: sshKeysList,
  sshKeys_create: sshKeysCreate,
  sshKeys_get: sshKeysGet,
  sshKeys_update: sshKeysUpdate,
  sshKeys_delete: sshKeysDelete,
};
