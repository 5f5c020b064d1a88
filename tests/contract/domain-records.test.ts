import { type NewDomainRecord, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays, type Connect } from "./both-ways.js";

bothWays("domain records", (connect) => {
  it("are created, read, changed and deleted", async () => {
    const { client, records, sent } = await zone(connect);
    const record = await records.create({ type: "A", data: "203.0.113.7" });
    expect(record.toJSON()).toEqual({
      id: record.id,
      type: "A",
      name: "@",
      data: "203.0.113.7",
      priority: null,
      port: null,
      ttl: 1800,
      weight: null,
      flags: null,
      tag: null,
    });
    expect((await record.domain.fetch()).name).toBe("example.com");
    expect(await records.get(record.id)).toEqual(record);

    sent();
    const updated = await record.update({ data: "203.0.113.8" });
    expect(updated).toMatchObject({ id: record.id, name: "@", data: "203.0.113.8", ttl: 1800 });
    const patched = await updated.patch({ name: "www", ttl: 30 });
    expect(patched).toMatchObject({ id: record.id, name: "www", data: "203.0.113.8", ttl: 30 });
    expect(await record.fetch()).toEqual(patched);
    expect(sent()).toEqual(
      ["PUT", "PATCH", "GET"].map((method) => `${method} /v2/domains/example.com/records/${record.id}`),
    );
    await records.ref(record.id).patch({ ttl: 60 });
    await client.domains.ref("example.com").records().update(record, { ttl: 90 });
    expect((await record.fetch()).ttl).toBe(90);

    await record.delete();
    await expect(record.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await expect(records.delete(record)).rejects.toBeInstanceOf(NotFoundError);
    await expect(records.ref(record.id).update({ ttl: 60 })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are found by type and by full name", async () => {
    const { records } = await zone(connect);
    await records.create({ type: "A", data: "203.0.113.7" });
    await records.create({ type: "A", name: "www", data: "203.0.113.7" });
    await records.create({ type: "TXT", name: "www", data: "hello" });
    const names = async (query: Parameters<typeof records.list>[0]) =>
      (await records.list(query).all()).map(({ type, name }) => `${type} ${name}`);
    expect(await names({ type: "A" })).toEqual(["A @", "A www"]);
    expect(await names({ name: "www.example.com" })).toEqual(["A www", "TXT www"]);
    expect(await names({ name: "WWW.example.com.", type: "TXT" })).toEqual(["TXT www"]);
    expect(await names({ name: "example.com", type: "A" })).toEqual(["A @"]);
    expect(await names({ name: "www" })).toEqual([]);
  });

  it.each<[NewDomainRecord, object]>([
    [
      { type: "CNAME", name: "www.example.com.", data: "Web.Example.NET." },
      { name: "www", data: "web.example.net" },
    ],
    [
      { type: "CNAME", name: "www.example.com", data: "example.com." },
      { name: "www", data: "@" },
    ],
    [
      { type: "NS", name: "sub", data: "ns1.example.net." },
      { name: "sub", data: "ns1.example.net" },
    ],
    [
      { type: "MX", name: "example.com", data: "@", priority: 65_535 },
      { name: "@", data: "@", priority: 65_535 },
    ],
    [
      { type: "MX", data: ".", priority: 0 },
      { name: "@", data: ".", priority: 0 },
    ],
    [
      { type: "SRV", name: "_a._tcp", data: "h.example.net.", priority: 0, port: 0 },
      { priority: 0, port: 0, weight: 0 },
    ],
    [
      { type: "CAA", name: "@", data: "mailto:a@example.com", flags: 128, tag: "iodef" },
      { flags: 128, tag: "iodef" },
    ],
    [
      { type: "A", name: "*.dev", data: "203.0.113.7", priority: 5, flags: 1 },
      { name: "*.dev", priority: null, flags: null },
    ],
    [
      { type: "AAAA", data: "2001:db8::7" },
      { name: "@", data: "2001:db8::7" },
    ],
  ])("are shown as the API shows them: %j", async (body, shown) => {
    const { records } = await zone(connect);
    const record = await records.create(body);
    expect(record).toMatchObject(shown);
    expect(await record.fetch()).toEqual(record);
    // What was shortened for the answer is not refused when something else changes.
    expect(await record.patch({ ttl: 300 })).toMatchObject({ ...shown, ttl: 300 });
  });

  it.each<[string, NewDomainRecord, string]>([
    [
      "a host without a final dot",
      { type: "CNAME", name: "www", data: "web.example.net" },
      "Data needs to end with a dot (.)",
    ],
    ["an MX host without a final dot", { type: "MX", data: "mail", priority: 1 }, "Data needs to end with a dot (.)"],
    ["a name server without a final dot", { type: "NS", name: "@", data: "ns1" }, "Data needs to end with a dot (.)"],
    ["no address", { type: "A", data: "example.com" }, "IP address did not match IPv4 format"],
    ["an IPv4 address for AAAA", { type: "AAAA", data: "203.0.113.7" }, "IP address did not match IPv6 format"],
    ["a short life", { type: "A", data: "203.0.113.7", ttl: 29 }, "Ttl must be greater than or equal to 30"],
    ["a low priority", { type: "MX", data: "@", priority: -1 }, "Priority must be between 0 and 65535"],
    ["a high priority", { type: "MX", data: "@", priority: 65_536 }, "Priority must be between 0 and 65535"],
    ["no priority", { type: "MX", data: "@", priority: null }, "Priority can't be blank"],
    ["an unknown CAA tag", { type: "CAA", name: "@", data: "a.org", flags: 0, tag: "all" }, "Tag must be one of issue"],
    ["a name with a space", { type: "A", name: "a b", data: "203.0.113.7" }, "Only valid hostname characters"],
    [
      "a name elsewhere",
      { type: "A", name: "www.example.net.", data: "203.0.113.7" },
      "must be in the domain example.com",
    ],
    ["an alias beside others", { type: "CNAME", name: "@", data: "web.example.net." }, "cannot share a name"],
    ["an empty text", { type: "TXT", name: "@", data: "" }, "Data can't be blank"],
    ["a second SOA", { type: "SOA", ttl: 1800 }, "exactly one SOA record"],
    ["a fraction", { type: "A", data: "203.0.113.7", ttl: 30.5 }, "ttl must be integer"],
  ])("refuse %s", async (_, body, message) => {
    const { records } = await zone(connect);
    const error = await records.create(body).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toContain(message);
    expect(await records.list().all()).toHaveLength(4);
  });

  it("refuse what others refuse when they are changed", async () => {
    const { records } = await zone(connect);
    const www = await records.create({ type: "CNAME", name: "www", data: "web.example.net." });
    await records.create({ type: "A", name: "api", data: "203.0.113.7" });
    await expect(www.patch({ data: "web.example.net" })).rejects.toThrow("Data needs to end with a dot (.)");
    await expect(www.update({ name: "api" })).rejects.toThrow("cannot share a name");
    await expect(records.create({ type: "TXT", name: "www", data: "x" })).rejects.toThrow("cannot share a name");
    await expect(www.update({ type: "A" })).rejects.toThrow("IP address did not match IPv4 format");
    expect(await www.update({ type: "A", data: "203.0.113.9" })).toMatchObject({ id: www.id, name: "www", type: "A" });
  });

  it("of type SOA hold the life of the domain", async () => {
    const { client, records } = await zone(connect);
    const [soa] = await records.list({ type: "SOA" }).all();
    expect(await soa?.patch({ ttl: 600 })).toMatchObject({ type: "SOA", name: "@", data: "600", ttl: 600 });
    const { ttl, zone_file } = await client.domains.get("example.com");
    expect([ttl, zone_file?.split("\n")[1]]).toEqual([600, "$TTL 600"]);
    await expect(soa?.delete()).rejects.toThrow("exactly one SOA record");
    await expect(soa?.update({ type: "TXT", data: "x" })).rejects.toThrow("exactly one SOA record");
  });

  it("belong to their own domain only", async () => {
    const { client, records } = await zone(connect);
    const record = await records.create({ type: "A", data: "203.0.113.7" });
    await client.domains.create({ name: "example.org" });
    await expect(client.domains.records("example.org").get(record)).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.domains.records("example.net").list().all()).rejects.toBeInstanceOf(NotFoundError);
  });
});

/** A domain and its records. */
async function zone(connect: Connect) {
  const pair = await connect();
  const domain = await pair.client.domains.create({ name: "example.com" });
  return { ...pair, records: domain.records() };
}
