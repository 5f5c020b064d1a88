import type { Droplet } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const dropletColumns: Columns<Droplet> = [
  { title: "ID", value: (droplet) => droplet.id },
  { title: "Name", value: (droplet) => droplet.name },
  { title: "Status", value: (droplet) => droplet.status, colour: statusColour },
  { title: "IPv4", value: (droplet) => droplet.ipv4Address },
  { title: "Region", value: (droplet) => droplet.regionSlug },
  { title: "Size", value: (droplet) => droplet.size_slug, drop: 1 },
  { title: "Image", value: (droplet) => droplet.imageSlug ?? droplet.image.name, drop: 2 },
  { title: "Tags", value: (droplet) => droplet.tags.join(","), drop: 3 },
  { title: "Created", value: (droplet) => droplet.created_at, drop: 4 },
];
