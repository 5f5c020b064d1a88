import { describe, expect, it } from "vitest";
import { caller, simulate } from "../testing/caller.js";
import { fingerprintOf } from "./ssh-keys.js";

// The fingerprints are those that ssh-keygen gives.
const ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFDVWUNPvTmND/shsaKSjD969la/hTXY0H5ukiy/QnZy ada@example";
const ED25519_MD5 = "77:50:aa:ae:3a:13:63:a4:b1:1a:38:fd:44:47:58:a1";
const ECDSA =
  "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBHq/eEY9bYvRTGwYYpG1I+NPzY61f/HwOHIj1G/HhnTD8VuLqIIKSpF9tATCgQ9zbFfZokOgAUWSFhQtlDgloxw= x y";
const ECDSA_MD5 = "34:93:14:bb:9e:11:33:35:c6:da:64:cf:25:6f:82:e6";

const PATH = "/v2/account/keys/{ssh_key_identifier}";

describe("fingerprintOf", () => {
  it("is the MD5 fingerprint, with or without a comment or a line's end", () => {
    expect(fingerprintOf(ED25519)).toBe(ED25519_MD5);
    expect(fingerprintOf(`${ED25519.replace(" ada@example", "")}\r\n`)).toBe(ED25519_MD5);
    expect(fingerprintOf(ECDSA)).toBe(ECDSA_MD5);
  });

  it.each([
    "",
    "ssh-ed25519",
    "ssh-ed25519 AAAA",
    "ssh-ed25519 not*base64",
    ED25519.replace("ssh-ed25519", "ssh-rsa"),
    ED25519.replace("ssh-ed25519", "ssh-quantum"),
    `${ED25519}\n${ECDSA}`,
    "-----BEGIN OPENSSH PRIVATE KEY-----",
  ])("knows that %j is no key", (text) => {
    expect(fingerprintOf(text)).toBeUndefined();
  });
});

describe("SSH keys", () => {
  it("are registered, found by id and fingerprint, renamed and deleted", async () => {
    const { call, refusal } = simulate();
    const { ssh_key: key } = await call("POST /v2/account/keys", { body: { name: "ada", public_key: ED25519 } });
    expect(key).toEqual({ id: key.id, name: "ada", public_key: ED25519, fingerprint: ED25519_MD5 });
    for (const identifier of [key.id ?? 0, ED25519_MD5, ED25519_MD5.toUpperCase()]) {
      const found = await call(`GET ${PATH}`, { path: { ssh_key_identifier: identifier } });
      expect(found.ssh_key.id).toBe(key.id);
    }
    const path = { ssh_key_identifier: ED25519_MD5 };
    expect((await call(`PUT ${PATH}`, { path, body: { name: "lovelace" } })).ssh_key.name).toBe("lovelace");
    expect((await call("GET /v2/account/keys")).ssh_keys).toMatchObject([{ name: "lovelace" }]);
    await call(`DELETE ${PATH}`, { path });
    expect((await refusal(`GET ${PATH}`, { path })).status).toBe(404);
    expect((await call("GET /v2/account/keys")).meta.total).toBe(0);
  });

  it("are unique in an account, by the key and not by its comment", async () => {
    const { simulator, call, refusal } = simulate();
    await call("POST /v2/account/keys", { body: { name: "ada", public_key: ED25519 } });
    const again = { body: { name: "again", public_key: ED25519.replace("ada@example", "") } };
    expect(await refusal("POST /v2/account/keys", again)).toMatchObject({
      status: 422,
      message: "SSH Key is already in use on your account",
    });
    await caller(simulator, "another").call("POST /v2/account/keys", again);
  });

  it("are refused without a name or with text that is no key", async () => {
    const { refusal } = simulate();
    const attempt = async (body: object) => (await refusal("POST /v2/account/keys", { body })).message;
    expect(await attempt({ name: " ", public_key: ED25519 })).toBe("Name can't be blank.");
    expect(await attempt({ name: "a", public_key: "hello" })).toMatch(/^Key invalid/);
  });

  it("are put on a Droplet by id or fingerprint", async () => {
    const { call, createDroplet } = simulate();
    const { ssh_key: key } = await call("POST /v2/account/keys", { body: { name: "ada", public_key: ED25519 } });
    const droplet = await createDroplet({ ssh_keys: [key.id ?? 0, ED25519_MD5, String(key.id)] });
    expect(droplet.status).toBe("new");
  });
});
