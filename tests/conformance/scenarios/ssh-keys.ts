import type { Scenario } from "../api.js";

/** The form of a key as it is stored: the lengths, the name "ssh-ed25519", and 32 bytes. */
const key = Buffer.concat([Buffer.from("0000000b7373682d6564323535313900000020", "hex"), Buffer.alloc(32, 7)]);
const public_key = `ssh-ed25519 ${key.toString("base64")} me@example.com`;

export const sshKeys: Scenario = async ({ call, refused }) => {
  const { ssh_key } = await call("POST /v2/account/keys", { body: { name: "laptop", public_key } });
  await refused(422, "POST /v2/account/keys", { body: { name: "again", public_key } });
  await call("GET /v2/account/keys");
  const path = { ssh_key_identifier: ssh_key.id };
  await call("GET /v2/account/keys/{ssh_key_identifier}", { path: { ssh_key_identifier: ssh_key.fingerprint } });
  await call("PUT /v2/account/keys/{ssh_key_identifier}", { path, body: { name: "desktop" } });
  await call("DELETE /v2/account/keys/{ssh_key_identifier}", { path });
  await refused(404, "GET /v2/account/keys/{ssh_key_identifier}", { path });
};
