import type { Image } from "@doapi/client";
import type { Columns } from "../output/columns.js";

/** What a droplet's snapshots and backups show. */
export const snapshotColumns: Columns<Image> = [
  { title: "ID", value: (image) => image.id },
  { title: "Name", value: (image) => image.name },
  { title: "GB", value: (image) => image.size_gigabytes, right: true, drop: 2 },
  { title: "Regions", value: (image) => image.regions.join(","), drop: 1 },
  { title: "Created", value: (image) => image.created_at, drop: 3 },
];
