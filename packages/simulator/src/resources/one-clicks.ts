import type { OneClicks } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { unprocessable } from "../problem.js";
import type { World } from "../world.js";
import { requireStanding } from "./kubernetes-cluster-record.js";

/** What can be installed on a cluster, of which the catalogue of images knows nothing. */
const KUBERNETES = ["monitoring", "metrics-server", "ingress-nginx", "cert-manager", "argocd", "linkerd2", "loki"];

/** A Droplet's application is an image that it is made of. */
function forDroplets(world: World): OneClicks[] {
  const images = [...world.catalog.imagesBySlug.values()].filter(({ type }) => type === "snapshot");
  return images.map(({ slug }) => ({ slug: slug ?? "", type: "droplet" }));
}

const list: Handler<"GET /v2/1-clicks"> = ({ world, query: { type } }) => {
  const all = [...KUBERNETES.map((slug) => ({ slug, type: "kubernetes" })), ...forDroplets(world)];
  return { "1_clicks": type === undefined ? all : all.filter((each) => each.type === type) };
};

/** Nothing runs in a cluster, so nothing is left of an application but the answer. */
const install: Handler<"POST /v2/1-clicks/kubernetes"> = ({ world, body: { addon_slugs, cluster_uuid } }) => {
  const unknown = addon_slugs.filter((slug) => !KUBERNETES.includes(slug));
  if (unknown.length > 0) throw unprocessable(`There is no 1-Click application ${unknown.join(", ")}.`);
  requireStanding(world, cluster_uuid);
  return { message: `Installing ${addon_slugs.join(", ")}.` };
};

export const oneClicksOperations = { oneClicks_list: list, oneClicks_install_kubernetes: install };
