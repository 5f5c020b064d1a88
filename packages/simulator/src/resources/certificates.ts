import { createHash, randomUUID } from "node:crypto";
import type { Certificate, CertificateRequestLetsEncrypt, CertificatesCreateBody } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { ApiProblem, notFound, unprocessable } from "../problem.js";
import type { Kind } from "../state/documents.js";
import type { EventHandler, World } from "../world.js";
import { CdnEndpoints } from "./cdn-endpoint-record.js";
import { certificateLabel } from "./certificate-label.js";
import { readMaterial } from "./certificate-material.js";
import { LoadBalancers } from "./load-balancer-record.js";

/** A certificate, as the API shows it. One that is not issued yet has neither a fingerprint nor an end. */
type CertificateRecord = Certificate & Required<Omit<Certificate, "not_after" | "sha1_fingerprint">>;

const Certificates: Kind<CertificateRecord> = {
  name: "certificate",
  labels: ({ name }) => [nameLabel(name)],
};

const nameLabel = (name: string) => `name:${name}`;

/** A name, or all names of a domain. */
const DNS_NAME = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i;
/** Let's Encrypt issues certificates for 90 days. */
const VALIDITY = 90 * 24 * 60 * 60 * 1000;

export function findCertificate(world: World, id: string): CertificateRecord | undefined {
  return world.documents.get(Certificates, id.toLowerCase());
}

function requireCertificate(world: World, id: string): CertificateRecord {
  const certificate = findCertificate(world, id);
  if (!certificate) throw notFound();
  return certificate;
}

const list: Handler<"GET /v2/certificates"> = ({ world, query, page }) => {
  const labels = query.name === undefined ? [] : [nameLabel(query.name)];
  const { items, ...rest } = page(world.documents.find(Certificates, { labels }));
  return { certificates: items, ...rest };
};

const create: Handler<"POST /v2/certificates"> = ({ world, body }) => {
  if (body.name.trim() === "") throw unprocessable("Name can't be blank.");
  if (world.documents.find(Certificates, { labels: [nameLabel(body.name)] }).count() > 0) {
    throw unprocessable("name is not unique");
  }
  const id = randomUUID();
  const certificate = { id, name: body.name, created_at: timestamp(world.now), ...beginning(world, body) };
  world.documents.put(Certificates, id, certificate);
  if (certificate.state === "pending") world.schedule("certificate.verify", { certificate: id });
  return { certificate };
};

/** What a certificate begins with: one of the account's own is verified at once. */
function beginning(world: World, body: CertificatesCreateBody): Omit<CertificateRecord, "id" | "name" | "created_at"> {
  if ("private_key" in body) {
    if (body.type === "lets_encrypt") throw unprocessable("A certificate from Let's Encrypt has no private_key.");
    return { type: "custom", state: "verified", ...readMaterial(body, world.now) };
  }
  if (body.type === "custom") throw unprocessable("private_key and leaf_certificate are required.");
  checkDnsNames(body);
  return { type: "lets_encrypt", state: "pending", dns_names: body.dns_names };
}

function checkDnsNames({ dns_names: names }: CertificateRequestLetsEncrypt): void {
  if (names.length === 0) throw unprocessable("dns_names must have a name at least.");
  const wrong = names.find((name) => !DNS_NAME.test(name));
  if (wrong !== undefined) throw unprocessable(`${wrong} is not a domain name.`);
}

const verified: EventHandler = (world, { payload, errored }) => {
  const { certificate: id }: { certificate: string } = payload;
  const certificate = findCertificate(world, id);
  if (!certificate) return;
  const issued: CertificateRecord = {
    ...certificate,
    state: "verified",
    not_after: timestamp(world.now + VALIDITY),
    sha1_fingerprint: createHash("sha1").update(id).digest("hex"),
  };
  world.documents.put(Certificates, id, errored ? { ...certificate, state: "error" } : issued);
};

const get: Handler<"GET /v2/certificates/{certificate_id}"> = ({ world, path }) => ({
  certificate: requireCertificate(world, path.certificate_id),
});

const remove: Handler<"DELETE /v2/certificates/{certificate_id}"> = ({ world, path }) => {
  const { id } = requireCertificate(world, path.certificate_id);
  const labels = [certificateLabel(id)];
  const advice = "Make sure the certificate is not in use before deleting it";
  if (world.documents.find(LoadBalancers, { labels }).count() > 0) {
    throw inUse(`Certificate is being used by one or more load balancers. ${advice}`);
  }
  if (world.documents.find(CdnEndpoints, { labels }).count() > 0) throw inUse(advice);
  world.documents.remove(Certificates, id);
  return undefined;
};

const inUse = (message: string) => new ApiProblem(403, "forbidden", { message });

export const certificatesOperations = {
  certificates_list: list,
  certificates_create: create,
  certificates_get: get,
  certificates_delete: remove,
};

export const certificatesEvents = { "certificate.verify": verified };
