import type { Volume } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const volumeColumns: Columns<Volume> = [
  { title: "ID", value: (volume) => volume.id },
  { title: "Name", value: (volume) => volume.name },
  { title: "GiB", value: (volume) => volume.size_gigabytes, right: true },
  { title: "Region", value: (volume) => volume.region.slug },
  { title: "Droplets", value: (volume) => volume.droplet_ids?.join(",") },
  { title: "Filesystem", value: (volume) => volume.filesystem_type, drop: 3 },
  { title: "Tags", value: (volume) => volume.tags?.join(","), drop: 1 },
  { title: "Created", value: (volume) => volume.created_at, drop: 2 },
];
