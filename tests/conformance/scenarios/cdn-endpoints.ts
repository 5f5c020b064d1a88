import type { Scenario } from "../api.js";

export const cdnEndpoints: Scenario = async ({ call, refused, wait }) => {
  const own = { name: "own", type: "lets_encrypt", dns_names: ["images.example.com"] };
  const { certificate } = await call("POST /v2/certificates", { body: own });
  wait();
  const body = { origin: "images.nyc3.digitaloceanspaces.com" };
  const { endpoint } = await call("POST /v2/cdn/endpoints", { body });
  const path = { cdn_id: endpoint.id };
  await refused(409, "POST /v2/cdn/endpoints", { body });
  await call("GET /v2/cdn/endpoints/{cdn_id}", { path });
  await call("GET /v2/cdn/endpoints");
  wait();
  const domain = { ttl: 600, custom_domain: "images.example.com", certificate_id: certificate.id };
  await call("PUT /v2/cdn/endpoints/{cdn_id}", { path, body: domain });
  await call("GET /v2/cdn/endpoints");
  await call("DELETE /v2/cdn/endpoints/{cdn_id}/cache", { path, body: { files: ["*"] } });
  await call("DELETE /v2/cdn/endpoints/{cdn_id}", { path });
  await refused(404, "GET /v2/cdn/endpoints/{cdn_id}", { path });
};
