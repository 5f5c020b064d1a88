import { describe, expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";
import { Certificate } from "./certificates.js";

const wire = { id: "c-1", name: "web", state: "verified", type: "custom" };
const one = { body: { certificate: wire } };
const list = { body: { certificates: [wire], links: {}, meta: { total: 1 } } };

describe("certificates", () => {
  it("are listed, got, deleted, by id or object", async () => {
    const { client, sent } = clientWith(list, one, one, { status: 204 }, { status: 204 });
    const [first] = await client.certificates.list().all();
    expect(first).toBeInstanceOf(Certificate);
    expect(await client.certificates.get({ id: "c-1" })).toMatchObject(wire);
    expect(await client.certificates.ref("c-1").fetch()).toMatchObject(wire);
    await first?.delete();
    expect(await client.certificates.delete("c-1")).toBeUndefined();
    expect(sent()).toEqual([
      { request: "GET /v2/certificates?per_page=200" },
      { request: "GET /v2/certificates/c-1" },
      { request: "GET /v2/certificates/c-1" },
      { request: "DELETE /v2/certificates/c-1" },
      { request: "DELETE /v2/certificates/c-1" },
    ]);
  });

  it("are found by name", async () => {
    const { client, sent } = clientWith(list, list);
    expect((await client.certificates.find({ name: "web" })).id).toBe("c-1");
    await expect(client.certificates.find({ name: "other" })).rejects.toThrow('no certificate is named "other"');
    expect(sent()[0]).toEqual({ request: "GET /v2/certificates?per_page=200&name=web" });
  });

  it("are created as they are described", async () => {
    const { client, sent } = clientWith(one);
    const body = { name: "web", type: "lets_encrypt" as const, dns_names: ["www.example.com"] };
    await client.certificates.create(body);
    expect(sent()).toEqual([{ request: "POST /v2/certificates", body }]);
  });
});
