import type { Snapshot } from "@doapi/client";
import type { Columns } from "../output/columns.js";

/** What snapshots of droplets and of volumes show beside each other. */
export const anySnapshotColumns: Columns<Snapshot> = [
  { title: "ID", value: (snapshot) => snapshot.id },
  { title: "Name", value: (snapshot) => snapshot.name },
  { title: "Of", value: (snapshot) => snapshot.resource_type },
  { title: "GB", value: (snapshot) => snapshot.size_gigabytes, right: true },
  { title: "Resource", value: (snapshot) => snapshot.resource_id, drop: 4 },
  { title: "Regions", value: (snapshot) => snapshot.regions.join(","), drop: 1 },
  { title: "Tags", value: (snapshot) => snapshot.tags?.join(","), drop: 2 },
  { title: "Created", value: (snapshot) => snapshot.created_at, drop: 3 },
];
