import type { Action } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const actionColumns: Columns<Action> = [
  { title: "ID", value: (action) => action.id },
  { title: "Type", value: (action) => action.type },
  { title: "Status", value: (action) => action.status, colour: statusColour },
  { title: "Resource", value: (action) => `${action.resource_type} ${action.resource_id ?? ""}`.trim() },
  { title: "Region", value: (action) => action.region_slug, drop: 3 },
  { title: "Started", value: (action) => action.started_at, drop: 1 },
  { title: "Completed", value: (action) => action.completed_at, drop: 2 },
];
