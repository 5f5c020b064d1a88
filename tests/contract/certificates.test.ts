import { X509Certificate } from "node:crypto";
import { NotFoundError, PermissionError, ResourceFailedError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";
import { selfSigned } from "./self-signed.js";

const madeUp = {
  leaf_certificate: "-----BEGIN CERTIFICATE-----\nbm8gY2VydGlmaWNhdGU=\n-----END CERTIFICATE-----",
  private_key: "-----BEGIN PRIVATE KEY-----\nbm8ga2V5\n-----END PRIVATE KEY-----",
};

bothWays("certificates", (connect) => {
  it("are ordered from Let's Encrypt, waited for, found by name and deleted", async () => {
    const { client, sent } = await connect();
    const creation = client.certificates.create({
      name: "web",
      type: "lets_encrypt",
      dns_names: ["example.com", "*.example.com"],
    });
    const ordered = await creation;
    expect(ordered).toMatchObject({ name: "web", type: "lets_encrypt", state: "pending" });
    expect(ordered.sha1_fingerprint).toBeUndefined();
    const certificate = await creation.ready();
    expect(certificate).toMatchObject({
      id: ordered.id,
      state: "verified",
      dns_names: ["example.com", "*.example.com"],
    });
    expect(certificate.sha1_fingerprint).toMatch(/^[0-9a-f]{40}$/);
    // 90 days from when it was issued, 20 seconds after its order.
    expect(Date.parse(certificate.not_after ?? "") - Date.parse(certificate.created_at)).toBe(7_776_020_000);

    await client.certificates.create({ name: "api", dns_names: ["api.example.com"] });
    sent();
    expect(await client.certificates.find({ name: "web" })).toEqual(certificate);
    expect(sent()).toEqual(["GET /v2/certificates?per_page=200&name=web"]);
    expect((await client.certificates.list().all()).map(({ name }) => name)).toEqual(["web", "api"]);
    await certificate.delete();
    await expect(certificate.fetch()).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.certificates.delete(certificate)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("say when Let's Encrypt does not give them", async () => {
    const failing = { "certificate.verify": { after: 5_000, outcome: "errored" } } as const;
    const { client } = await connect({ simulator: { lifecycles: failing } });
    const creation = client.certificates.create({ name: "web", type: "lets_encrypt", dns_names: ["example.com"] });
    const error = await creation.ready().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ResourceFailedError);
    expect((await client.certificates.find({ name: "web" })).state).toBe("error");
  });

  it("of one's own are verified at once, and read", async () => {
    const { client } = await connect();
    const pair = selfSigned("www.example.com", "example.com");
    const certificate = await client.certificates.create({ name: "own", type: "custom", ...pair });
    expect(certificate).toMatchObject({
      type: "custom",
      state: "verified",
      not_after: "2049-12-31T23:59:59Z",
      dns_names: ["www.example.com", "example.com"],
    });
    const { fingerprint } = new X509Certificate(pair.leaf_certificate);
    expect(certificate.sha1_fingerprint).toBe(fingerprint.replaceAll(":", "").toLowerCase());
    expect(JSON.stringify(await client.certificates.list().all())).not.toContain("PRIVATE KEY");
    const nameless = await client.certificates.create({ name: "made-up", ...madeUp });
    expect(nameless).toMatchObject({ type: "custom", state: "verified", dns_names: [] });
    expect(nameless.sha1_fingerprint).toMatch(/^[0-9a-f]{40}$/);
  });

  it.each([
    ["no PEM", { ...madeUp, leaf_certificate: "hello" }, "certificate in PEM"],
    ["no key in PEM", { ...madeUp, private_key: "hello" }, "key in PEM"],
    [
      "another's key",
      { ...selfSigned("a.example"), private_key: selfSigned("b.example").private_key },
      "does not belong",
    ],
    ["no names", { dns_names: [] }, "dns_names"],
    ["nothing at all", {}, "dns_names is required"],
    ["a name that is none", { dns_names: ["-web"] }, "-web is not a domain name"],
    ["custom without a key", { type: "custom", dns_names: ["example.com"] }, "private_key"],
  ] as const)("are refused with %s", async (_, wrong, words) => {
    const { client } = await connect();
    const body = { name: "web", ...wrong } as Parameters<typeof client.certificates.create>[0];
    const error = await client.certificates.create(body).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnprocessableError);
    expect(String(error)).toContain(words);
    expect(String(error)).not.toContain("PRIVATE KEY");
    expect(await client.certificates.list().all()).toEqual([]);
  });

  it("have a name of their own, and cannot be deleted while they are in use", async () => {
    const { client } = await connect();
    const certificate = await client.certificates.create({ name: "web", ...madeUp });
    const twice = client.certificates.create({ name: "web", ...madeUp });
    await expect(twice).rejects.toThrow("name is not unique");
    const loadBalancer = await client.loadBalancers
      .create({
        name: "front",
        region: "nyc3",
        forwarding_rules: [
          {
            entry_protocol: "https",
            entry_port: 443,
            target_protocol: "http",
            target_port: 80,
            certificate_id: certificate.id,
          },
        ],
      })
      .ready();
    const cdn = await client.cdnEndpoints.create({
      origin: "images.nyc3.digitaloceanspaces.com",
      custom_domain: "images.example.com",
      certificate_id: certificate.id,
    });
    const refused = async () => {
      const error = await certificate.delete().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(PermissionError);
      return String(error);
    };
    const advice = "Make sure the certificate is not in use before deleting it";
    expect(await refused()).toContain(`being used by one or more load balancers. ${advice}`);
    await loadBalancer.delete();
    expect(await refused()).toContain(advice);
    expect((await cdn.update({ custom_domain: "", certificate_id: "" })).certificate_id).toBeUndefined();
    await certificate.delete();
    expect(await client.certificates.list().all()).toEqual([]);
  });
});
