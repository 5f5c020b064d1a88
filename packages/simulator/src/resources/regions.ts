import type { Handler } from "../handler.js";
import { fromArray } from "../http/pagination.js";

const regionsList: Handler<"GET /v2/regions"> = ({ world, page }) => {
  const { items, ...rest } = page(fromArray([...world.catalog.regions.values()]));
  return { regions: items, ...rest };
};

export const regionsOperations = { regions_list: regionsList };
