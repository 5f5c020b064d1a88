import type { Handler } from "../handler.js";
import { fromArray } from "../http/pagination.js";

const sizesList: Handler<"GET /v2/sizes"> = ({ world, page }) => {
  const { items, ...rest } = page(fromArray([...world.catalog.sizes.values()]));
  return { sizes: items, ...rest };
};

export const sizesOperations = { sizes_list: sizesList };
