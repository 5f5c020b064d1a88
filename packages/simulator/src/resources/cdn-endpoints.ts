import { randomUUID } from "node:crypto";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { conflict, notFound, unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { type CdnEndpointRecord, CdnEndpoints, originLabel } from "./cdn-endpoint-record.js";
import { findCertificate } from "./certificates.js";

/** A Space in a region. One whose name has dots can have no CDN. */
const SPACE = /^([a-z0-9][a-z0-9-]{1,61}[a-z0-9])\.([a-z]+\d)\.digitaloceanspaces\.com$/;
const HOSTNAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i;
/** What stands in the place of the id for a certificate that DigitalOcean keeps itself. */
const KEPT_CERTIFICATE = "needs-cloudflare-cert";
const DEFAULT_TTL = 3600;

function requireEndpoint(world: World, id: string): CdnEndpointRecord {
  const endpoint = world.documents.get(CdnEndpoints, id.toLowerCase());
  if (!endpoint) throw notFound();
  return endpoint;
}

type Domain = Pick<CdnEndpointRecord, "custom_domain" | "certificate_id">;

/** A domain of one's own and its certificate: both or none. */
function domainOf(world: World, domain = "", certificate = ""): Domain {
  if (!domain && !certificate) return {};
  if (!domain) throw unprocessable("custom_domain is required with a certificate_id.");
  if (!certificate) throw unprocessable("certificate_id is required with a custom_domain.");
  if (!HOSTNAME.test(domain)) throw unprocessable("custom_domain must be a domain name.");
  if (certificate !== KEPT_CERTIFICATE && !findCertificate(world, certificate)) {
    throw unprocessable(`The certificate ${certificate} could not be found.`);
  }
  return { custom_domain: domain, certificate_id: certificate };
}

const list: Handler<"GET /v2/cdn/endpoints"> = ({ world, page }) => {
  const { items, ...rest } = page(world.documents.find(CdnEndpoints));
  return { endpoints: items, ...rest };
};

const create: Handler<"POST /v2/cdn/endpoints"> = ({ world, body }) => {
  const [, space, region = ""] = SPACE.exec(body.origin) ?? [];
  if (space === undefined || !world.catalog.regions.has(region)) throw unprocessable("invalid origin");
  if (world.documents.find(CdnEndpoints, { labels: [originLabel(body.origin)] }).count() > 0) {
    throw conflict("cdn already enabled");
  }
  const endpoint: CdnEndpointRecord = {
    id: randomUUID(),
    origin: body.origin,
    endpoint: `${space}.${region}.cdn.digitaloceanspaces.com`,
    created_at: timestamp(world.now),
    ttl: body.ttl ?? DEFAULT_TTL,
    ...domainOf(world, body.custom_domain, body.certificate_id),
  };
  world.documents.put(CdnEndpoints, endpoint.id, endpoint);
  return { endpoint };
};

const get: Handler<"GET /v2/cdn/endpoints/{cdn_id}"> = ({ world, path }) => ({
  endpoint: requireEndpoint(world, path.cdn_id),
});

/** Changes what is named; an empty domain takes the domain and its certificate away. */
const update: Handler<"PUT /v2/cdn/endpoints/{cdn_id}"> = ({ world, path, body }) => {
  const { custom_domain, certificate_id, ...rest } = requireEndpoint(world, path.cdn_id);
  const domain = body.custom_domain ?? custom_domain;
  const certificate = domain === "" ? "" : (body.certificate_id ?? certificate_id);
  const endpoint = { ...rest, ttl: body.ttl ?? rest.ttl, ...domainOf(world, domain, certificate) };
  world.documents.put(CdnEndpoints, endpoint.id, endpoint);
  return { endpoint };
};

const remove: Handler<"DELETE /v2/cdn/endpoints/{cdn_id}"> = ({ world, path }) => {
  world.documents.remove(CdnEndpoints, requireEndpoint(world, path.cdn_id).id);
  return undefined;
};

/** Nothing is cached: the files need not be there, as on DigitalOcean. */
const purge: Handler<"DELETE /v2/cdn/endpoints/{cdn_id}/cache"> = ({ world, path, body }) => {
  requireEndpoint(world, path.cdn_id);
  if (body.files.length === 0 || body.files.some((file) => file.trim() === "")) {
    throw unprocessable("files must name the files to purge.");
  }
  return undefined;
};

export const cdnEndpointsOperations = {
  cdn_list_endpoints: list,
  cdn_create_endpoint: create,
  cdn_get_endpoint: get,
  cdn_update_endpoints: update,
  cdn_delete_endpoint: remove,
  cdn_purge_cache: purge,
};
