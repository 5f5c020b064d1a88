import { describe, expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";

const wire = { id: 7, type: "CNAME", name: "www", data: "@", ttl: 1800 };
const answer = { body: { domain_record: wire } };

describe("a record", () => {
  it("names its type with every change: the API's document asks for it", async () => {
    const { client, sent } = clientWith(answer, answer, answer, answer, answer);
    const records = client.domains.records("example.com");
    const record = await records.get(7);
    await record.patch({ ttl: 60 });
    await records.update(record, { type: "A", data: "203.0.113.7" });
    await records.ref(7).update({ ttl: 60 });
    await records.patch(7, { port: null });
    expect(sent().slice(1)).toEqual([
      { request: "PATCH /v2/domains/example.com/records/7", body: { type: "CNAME", ttl: 60 } },
      { request: "PUT /v2/domains/example.com/records/7", body: { type: "A", data: "203.0.113.7" } },
      { request: "PUT /v2/domains/example.com/records/7", body: { ttl: 60 } },
      { request: "PATCH /v2/domains/example.com/records/7", body: { port: null } },
    ]);
  });

  it("knows its domain, and keeps it out of its fields", async () => {
    const { client } = clientWith(answer);
    const record = await client.domains.records({ name: "example.com" }).get(7);
    expect(record.domain.name).toBe("example.com");
    expect(JSON.stringify(record)).toBe(JSON.stringify(wire));
    expect(Object.keys(record)).toEqual(Object.keys(wire));
  });
});

describe("a new record", () => {
  it.each([
    [{ type: "A", data: "203.0.113.7" } as const, "@"],
    [{ type: "AAAA", data: "2001:db8::7" } as const, "@"],
    [{ type: "A", name: "www", data: "203.0.113.7" } as const, "www"],
    [{ type: "MX", data: "mail.example.com.", priority: 0 } as const, undefined],
  ])("is for the domain itself where it is an address without a name: %j", async (body, name) => {
    const { client, sent } = clientWith(answer);
    await client.domains.records("example.com").create(body);
    expect(sent()[0]).toEqual({
      request: "POST /v2/domains/example.com/records",
      body: { ...body, ...(name !== undefined && { name }) },
    });
  });
});
