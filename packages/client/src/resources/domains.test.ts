import { expect, it } from "vitest";
import { AmbiguousResultError } from "../errors/transport.js";
import { clientWith } from "../testing/scripted-client.js";
import { problem, reset } from "../testing/scripted-sender.js";

const body = { name: "example.com" };
const answer = { body: { domain: { ...body, ttl: 1800, zone_file: "" } } };

it("a domain whose answer was lost is looked for where it is to be made exactly once", async () => {
  const { client, sent } = clientWith(reset, problem(404), answer);
  expect((await client.domains.create(body, { exactlyOnce: true })).ttl).toBe(1800);
  expect(sent().map(({ request }) => request)).toEqual([
    "POST /v2/domains",
    "GET /v2/domains/example.com",
    "GET /v2/domains/example.com",
  ]);
});

it("a domain whose answer was lost is not looked for otherwise", async () => {
  const { client, sent } = clientWith(reset);
  await expect(client.domains.create(body)).rejects.toBeInstanceOf(AmbiguousResultError);
  expect(sent()).toHaveLength(1);
});
