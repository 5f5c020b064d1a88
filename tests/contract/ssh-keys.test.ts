import { generateKeyPairSync } from "node:crypto";
import { NotFoundError, RateLimitError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

/** A fresh public key in the form of an authorized_keys line. */
function publicKey(comment: string): string {
  const { publicKey: key } = generateKeyPairSync("ed25519");
  const raw = key.export({ format: "der", type: "spki" }).subarray(-32);
  const part = (bytes: Uint8Array) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const blob = Buffer.concat([part(Buffer.from("ssh-ed25519")), part(raw)]);
  return `ssh-ed25519 ${blob.toString("base64")} ${comment}`;
}

bothWays("SSH keys", (connect) => {
  it("are added, read by number and fingerprint, renamed and removed", async () => {
    const { client } = await connect();
    const key = await client.sshKeys.create({ name: "laptop", public_key: publicKey("me@laptop") });
    expect(key.fingerprint).toMatch(/^(?:[0-9a-f]{2}:){15}[0-9a-f]{2}$/);
    expect(await client.sshKeys.get(key.id)).toEqual(key);
    expect(await client.sshKeys.get(key.fingerprint)).toEqual(key);
    expect((await key.update({ name: "desk" })).name).toBe("desk");
    expect((await client.sshKeys.list().all()).map(({ name }) => name)).toEqual(["desk"]);
    expect((await client.sshKeys.find({ name: "desk" })).id).toBe(key.id);
    await expect(client.sshKeys.find({ name: "laptop" })).rejects.toThrow('no SSH key is named "laptop"');
    await key.delete();
    await expect(key.fetch()).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are refused when malformed or on the account already", async () => {
    const { client } = await connect();
    const line = publicKey("me@laptop");
    await client.sshKeys.create({ name: "laptop", public_key: line });
    const twice = await client.sshKeys.create({ name: "again", public_key: line }).catch((reason: unknown) => reason);
    expect(twice).toBeInstanceOf(UnprocessableError);
    expect(String(twice)).toContain("SSH Key is already in use on your account");
    await expect(client.sshKeys.create({ name: "bad", public_key: "hello" })).rejects.toBeInstanceOf(
      UnprocessableError,
    );
    expect(await client.sshKeys.list().all()).toHaveLength(1);
  });

  it("are listed 10 times in 60 seconds at most", async () => {
    const { client, simulator } = await connect({ client: { rateBudget: false, retries: 0 } });
    for (let count = 0; count < 10; count++) await client.sshKeys.list().all();
    await expect(client.sshKeys.list().all()).rejects.toBeInstanceOf(RateLimitError);
    simulator.clock.advance(60_000);
    await client.sshKeys.list().all();
  });
});
