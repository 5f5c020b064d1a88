import type { Scenario } from "../api.js";
import { selfSigned } from "../../contract/self-signed.js";

export const certificates: Scenario = async ({ call, refused, wait }) => {
  const ordered = { name: "web", type: "lets_encrypt", dns_names: ["www.example.com"] };
  const { certificate } = await call("POST /v2/certificates", { body: ordered });
  const path = { certificate_id: certificate.id };
  await call("GET /v2/certificates/{certificate_id}", { path });
  wait();
  await call("GET /v2/certificates/{certificate_id}", { path });
  await call("POST /v2/certificates", { body: { name: "own", type: "custom", ...selfSigned("example.com") } });
  await call("GET /v2/certificates");
  await call("DELETE /v2/certificates/{certificate_id}", { path });
  await refused(404, "GET /v2/certificates/{certificate_id}", { path });
};
