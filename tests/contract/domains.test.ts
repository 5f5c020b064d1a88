import { NotFoundError, UnprocessableError } from "@doapi/client";
import { describe, expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

bothWays("domains", (connect) => {
  it("are created, read, listed and deleted with their records", async () => {
    const { client } = await connect();
    const domain = await client.domains.create({ name: "example.com", ip_address: "203.0.113.7" });
    expect(domain.toJSON()).toEqual({ name: "example.com", ttl: 1800, zone_file: null });
    expect(await client.domains.get(domain)).toEqual(await domain.fetch());
    await client.domains.create({ name: "example.org" });
    expect((await client.domains.list().all()).map(({ name }) => name)).toEqual(["example.com", "example.org"]);

    await client.domains.ref("example.org").delete();
    await expect(client.domains.get("example.org")).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.domains.records("example.org").list().all()).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.domains.delete("example.org")).rejects.toBeInstanceOf(NotFoundError);
    const again = await client.domains.create({ name: "example.org" });
    expect(await again.records().list().all()).toHaveLength(4);
    expect(await domain.records().list().all()).toHaveLength(5);
  });

  it("begin with SOA, name servers and the address", async () => {
    const { client } = await connect();
    const domain = await client.domains.create({ name: "example.com", ip_address: "2001:db8::7" });
    const records = await domain.records().list().all();
    expect(records.map(({ type, name, data, ttl }) => [type, name, data, ttl])).toEqual([
      ["SOA", "@", "1800", 1800],
      ["NS", "@", "ns1.digitalocean.com", 1800],
      ["NS", "@", "ns2.digitalocean.com", 1800],
      ["NS", "@", "ns3.digitalocean.com", 1800],
      ["AAAA", "@", "2001:db8::7", 1800],
    ]);
    expect(records[0]?.toJSON()).toMatchObject({ priority: null, port: null, weight: null, flags: null, tag: null });
  });

  it("have a zone file that follows their records", async () => {
    const { client, simulator } = await connect();
    const { name } = await client.domains.create({ name: "example.com", ip_address: "203.0.113.7" });
    const records = client.domains.records(name);
    await records.create({ type: "CNAME", name: "www", data: "@" });
    await records.create({ type: "MX", name: "@", data: "mail.example.net.", priority: 0 });
    await records.create({
      type: "SRV",
      name: "_sip._tcp",
      data: "sip.example.com.",
      priority: 1,
      port: 5060,
      weight: 2,
    });
    await records.create({ type: "TXT", name: "@", data: 'v=spf1 "quoted" \\ -all', ttl: 60 });
    await records.create({ type: "TXT", name: "long", data: "a".repeat(256) });
    await records.create({ type: "CAA", name: "@", data: "letsencrypt.org.", flags: 0, tag: "issue" });
    const created = Math.floor(simulator.clock.now() / 1000);
    const lines = (await client.domains.get(name)).zone_file?.split("\n") ?? [];
    const soa =
      /^example\.com\. IN SOA ns1\.digitalocean\.com\. hostmaster\.example\.com\. (\d+) 10800 3600 604800 1800$/;
    const serial = Number(soa.exec(lines[2] ?? "")?.[1]);
    expect(serial).toBeGreaterThan(created);
    expect([...lines.slice(0, 2), ...lines.slice(3)]).toEqual([
      "$ORIGIN example.com.",
      "$TTL 1800",
      "example.com. 1800 IN NS ns1.digitalocean.com.",
      "example.com. 1800 IN NS ns2.digitalocean.com.",
      "example.com. 1800 IN NS ns3.digitalocean.com.",
      "example.com. 1800 IN A 203.0.113.7",
      "www.example.com. 1800 IN CNAME example.com.",
      "example.com. 1800 IN MX 0 mail.example.net.",
      "_sip._tcp.example.com. 1800 IN SRV 1 2 5060 sip.example.com.",
      'example.com. 60 IN TXT "v=spf1 \\"quoted\\" \\\\ -all"',
      `long.example.com. 1800 IN TXT "${"a".repeat(255)}" "a"`,
      'example.com. 1800 IN CAA 0 issue "letsencrypt.org"',
      "",
    ]);
    const [www] = await records.list({ type: "CNAME" }).all();
    await www?.delete();
    const changed = (await client.domains.get(name)).zone_file ?? "";
    expect(changed).not.toContain("CNAME");
    expect(Number(soa.exec(changed.split("\n")[2] ?? "")?.[1])).toBeGreaterThan(serial);
  });

  it("are one, however their name is written", async () => {
    const { client } = await connect();
    expect((await client.domains.create({ name: "Example.COM." })).name).toBe("example.com");
    expect((await client.domains.get("EXAMPLE.com")).name).toBe("example.com");
    await expect(client.domains.create({ name: "example.com" })).rejects.toThrow("Name has already been taken");
  });

  describe("of bad names", () => {
    it.each([
      ["", /blank/],
      ["example", /not a valid domain name/],
      ["exa mple.com", /not a valid domain name/],
      ["-a.com", /not a valid domain name/],
      [`${"a".repeat(64)}.com`, /not a valid domain name/],
      [`${"a.".repeat(130)}com`, /not a valid domain name/],
    ])("%j are refused", async (name, message) => {
      const { client } = await connect();
      const error = await client.domains.create({ name }).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(UnprocessableError);
      expect(String(error)).toMatch(message);
    });
  });

  it("of a bad address leave nothing behind", async () => {
    const { client } = await connect();
    const wrong = client.domains.create({ name: "example.com", ip_address: "203.0.113.256" });
    await expect(wrong).rejects.toThrow("IP address did not match IPv4 format");
    expect(await client.domains.list().all()).toEqual([]);
    // @ts-expect-error: there is no domain without a name
    await expect(client.domains.create({})).rejects.toThrow("name is required");
  });

  it("join the default project, whatever one of the same name was in before", async () => {
    const { client } = await connect();
    const project = await client.projects.create({ name: "Web", purpose: "Website" });
    const members = async (id: string) => {
      const path = { project_id: id };
      const { resources } = await client.request("GET /v2/projects/{project_id}/resources", { path });
      return resources?.map(({ urn }) => urn);
    };
    const domain = await client.domains.create({ name: "example.com" });
    expect(await members("default")).toEqual(["do:domain:example.com"]);
    await project.assign([domain]);
    expect([await members("default"), await members(project.id)]).toEqual([[], [domain.urn]]);
    await domain.delete();
    await client.domains.create({ name: "example.com" });
    expect([await members("default"), await members(project.id)]).toEqual([[domain.urn], []]);
  });
});
