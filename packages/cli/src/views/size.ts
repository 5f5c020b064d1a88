import type { Size } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const sizeColumns: Columns<Size> = [
  { title: "Slug", value: (size) => size.slug },
  { title: "vCPUs", value: (size) => size.vcpus, right: true },
  { title: "Memory MiB", value: (size) => size.memory, right: true },
  { title: "Disk GiB", value: (size) => size.disk, right: true },
  { title: "USD/month", value: (size) => size.price_monthly, right: true },
  { title: "USD/hour", value: (size) => size.price_hourly, right: true, drop: 1 },
  { title: "Available", value: (size) => size.available, drop: 2 },
  { title: "Regions", value: (size) => size.regions.length, right: true, drop: 3 },
  { title: "Description", value: (size) => size.description, drop: 4 },
];
