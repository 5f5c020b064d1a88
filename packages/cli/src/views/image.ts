import type { Image } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const imageColumns: Columns<Image> = [
  { title: "ID", value: (image) => image.id },
  { title: "Slug", value: (image) => image.slug },
  { title: "Name", value: (image) => image.name },
  { title: "Distribution", value: (image) => image.distribution, drop: 1 },
  { title: "Type", value: (image) => image.type, drop: 2 },
  { title: "Public", value: (image) => image.public, drop: 4 },
  { title: "Min disk", value: (image) => image.min_disk_size, right: true, drop: 5 },
  { title: "Status", value: (image) => image.status, colour: statusColour, drop: 3 },
  { title: "Created", value: (image) => image.created_at, drop: 6 },
];
