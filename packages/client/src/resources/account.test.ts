import { expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";

it("the account is read, and read again", async () => {
  const { client, sent } = clientWith(
    { body: { account: { droplet_limit: 10, team: { name: "a" } } } },
    { body: { account: { droplet_limit: 20 } } },
  );
  const account = await client.account.get();
  expect(account).toMatchObject({ droplet_limit: 10, team: { name: "a" } });
  expect((await account.fetch()).droplet_limit).toBe(20);
  expect(sent()).toEqual([{ request: "GET /v2/account" }, { request: "GET /v2/account" }]);
});

it("an answer without an account is refused", async () => {
  await expect(clientWith({ body: {} }).client.account.get()).rejects.toThrow(
    'GET /v2/account: the answer has no "account"',
  );
});
