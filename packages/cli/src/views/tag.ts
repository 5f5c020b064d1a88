import type { Tag } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const tagColumns: Columns<Tag> = [
  { title: "Name", value: (tag) => tag.name },
  { title: "Resources", value: (tag) => tag.resources?.count, right: true },
  { title: "Droplets", value: (tag) => tag.resources?.droplets?.count, right: true },
  { title: "Images", value: (tag) => tag.resources?.images?.count, right: true },
  { title: "Volumes", value: (tag) => tag.resources?.volumes?.count, right: true },
];
