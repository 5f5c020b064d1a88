import type { CdnEndpoint } from "@doapi/client/wire";
import type { Kind } from "../state/documents.js";
import { certificateLabel } from "./certificate-label.js";

/** A CDN endpoint, as the API shows it. */
export type CdnEndpointRecord = CdnEndpoint & Required<Pick<CdnEndpoint, "id" | "endpoint" | "ttl" | "created_at">>;

export const CdnEndpoints: Kind<CdnEndpointRecord> = {
  name: "cdn_endpoint",
  labels: ({ origin, certificate_id: certificate }) => [
    originLabel(origin),
    ...(certificate ? [certificateLabel(certificate)] : []),
  ],
};

export const originLabel = (origin: string) => `origin:${origin}`;
