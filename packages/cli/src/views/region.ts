import type { Region } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const regionColumns: Columns<Region> = [
  { title: "Slug", value: (region) => region.slug },
  { title: "Name", value: (region) => region.name },
  { title: "Available", value: (region) => region.available },
  { title: "Sizes", value: (region) => region.sizes.length, right: true, drop: 2 },
  { title: "Features", value: (region) => region.features.join(","), drop: 3 },
];
