import { describe, expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";
import { SshKey } from "./ssh-keys.js";

const fingerprint = "3b:16:bf:e4:8b:00:8b:b8:59:8c:a9:d3:f0:19:45:fa";
const key = { body: { ssh_key: { id: 3, fingerprint, name: "laptop", public_key: "ssh-ed25519 AAAA" } } };

describe("SSH keys", () => {
  it("are listed", async () => {
    const { client, sent } = clientWith({ body: { ssh_keys: [key.body.ssh_key] } });
    expect((await client.sshKeys.list().all())[0]).toBeInstanceOf(SshKey);
    expect(sent()).toEqual([{ request: "GET /v2/account/keys?per_page=200" }]);
  });

  it("are got by number, fingerprint or object", async () => {
    const { client, sent } = clientWith(key, key, key);
    await client.sshKeys.get(3);
    await client.sshKeys.get(fingerprint);
    await client.sshKeys.get({ id: 3 });
    expect(sent().map(({ request }) => request)).toEqual([
      "GET /v2/account/keys/3",
      `GET /v2/account/keys/${encodeURIComponent(fingerprint)}`,
      "GET /v2/account/keys/3",
    ]);
  });

  it("are created, changed and deleted", async () => {
    const { client, sent } = clientWith(key, key, key, key, { status: 204 }, { status: 204 });
    const created = await client.sshKeys.create({ name: "laptop", public_key: "ssh-ed25519 AAAA" });
    expect(created).toMatchObject({ id: 3, fingerprint });
    await created.update({ name: "new" });
    await client.sshKeys.update(fingerprint, { name: "new" });
    await created.fetch();
    await created.delete();
    expect(await client.sshKeys.delete(fingerprint)).toBeUndefined();
    const byFingerprint = `/v2/account/keys/${encodeURIComponent(fingerprint)}`;
    expect(sent()).toEqual([
      { request: "POST /v2/account/keys", body: { name: "laptop", public_key: "ssh-ed25519 AAAA" } },
      { request: "PUT /v2/account/keys/3", body: { name: "new" } },
      { request: `PUT ${byFingerprint}`, body: { name: "new" } },
      { request: "GET /v2/account/keys/3" },
      { request: "DELETE /v2/account/keys/3" },
      { request: `DELETE ${byFingerprint}` },
    ]);
  });

  it("are reached by number or fingerprint alone, without a request before", async () => {
    const { client, sent } = clientWith(key, key, { status: 204 });
    expect(await client.sshKeys.ref(3).update({ name: "new" })).toBeInstanceOf(SshKey);
    await client.sshKeys.ref(fingerprint).fetch();
    await client.sshKeys.ref(fingerprint).delete();
    const byFingerprint = `/v2/account/keys/${encodeURIComponent(fingerprint)}`;
    expect(sent()).toEqual([
      { request: "PUT /v2/account/keys/3", body: { name: "new" } },
      { request: `GET ${byFingerprint}` },
      { request: `DELETE ${byFingerprint}` },
    ]);
  });

  it("cannot be reached without either", async () => {
    await expect(clientWith(key).client.sshKeys.ref("").delete()).rejects.toThrow("is missing");
  });

  it("refuse an answer without one", async () => {
    await expect(clientWith({ body: { key: {} } }).client.sshKeys.get(3)).rejects.toThrow(
      'GET /v2/account/keys/{ssh_key_identifier}: the answer has no "ssh_key"',
    );
  });
});
