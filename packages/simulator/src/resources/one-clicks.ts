import type { OneClicks } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import type { World } from "../world.js";

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

export const oneClicksOperations = { oneClicks_list: list };
