import type { Handler } from "../handler.js";
import { clusterRegions, nodeSizes } from "./kubernetes-sizes.js";
import { VERSIONS } from "./kubernetes-versions.js";

const list: Handler<"GET /v2/kubernetes/options"> = ({ world }) => ({
  options: {
    regions: clusterRegions(world).map(({ name, slug }) => ({ name, slug })),
    versions: [...VERSIONS],
    sizes: nodeSizes(world).map(({ slug }) => ({ name: slug, slug })),
  },
});

export const kubernetesOptionsOperations = { kubernetes_list_options: list };
