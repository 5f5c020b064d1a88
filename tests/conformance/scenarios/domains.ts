import type { Scenario } from "../api.js";

const records = [
  { type: "A", name: "www", data: "192.0.2.1", ttl: 600 },
  { type: "AAAA", name: "www", data: "2001:db8::1" },
  { type: "CAA", name: "@", data: "letsencrypt.org.", flags: 0, tag: "issue" },
  { type: "CNAME", name: "blog", data: "www.example.com." },
  { type: "MX", name: "@", data: "mail.example.com.", priority: 10 },
  { type: "NS", name: "sub", data: "ns.example.org." },
  { type: "SRV", name: "_sip._tcp", data: "sip.example.com.", priority: 1, port: 5060, weight: 5 },
  { type: "TXT", name: "@", data: "v=spf1 -all" },
];

export const domains: Scenario = async ({ call, refused }) => {
  await call("POST /v2/domains", { body: { name: "example.com", ip_address: "192.0.2.7" } });
  await refused(422, "POST /v2/domains", { body: { name: "example.com" } });
  const path = { domain_name: "example.com" };
  for (const body of records) {
    const { domain_record } = await call("POST /v2/domains/{domain_name}/records", { path, body });
    const one = { ...path, domain_record_id: domain_record.id };
    await call("GET /v2/domains/{domain_name}/records/{domain_record_id}", { path: one });
    const changed = { type: body.type, ttl: 900 };
    await call("PATCH /v2/domains/{domain_name}/records/{domain_record_id}", { path: one, body: changed });
    await call("PUT /v2/domains/{domain_name}/records/{domain_record_id}", { path: one, body });
  }
  await refused(422, "POST /v2/domains/{domain_name}/records", { path, body: { type: "MX", name: "@", data: "mail" } });
  const { domain_records } = await call("GET /v2/domains/{domain_name}/records", { path, query: { per_page: 200 } });
  await call("GET /v2/domains/{domain_name}/records", { path, query: { type: "NS", per_page: 1, page: 2 } });
  const last = { ...path, domain_record_id: domain_records.at(-1)?.id };
  await call("DELETE /v2/domains/{domain_name}/records/{domain_record_id}", { path: last });
  await call("GET /v2/domains/{domain_name}", { path });
  await call("GET /v2/domains");
  await call("DELETE /v2/domains/{domain_name}", { path });
  await refused(404, "GET /v2/domains/{domain_name}", { path });
};
