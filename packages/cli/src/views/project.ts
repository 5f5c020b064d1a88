import type { Project, ProjectResource } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const projectColumns: Columns<Project> = [
  { title: "ID", value: (project) => project.id },
  { title: "Name", value: (project) => project.name },
  { title: "Environment", value: (project) => project.environment },
  { title: "Purpose", value: (project) => project.purpose, drop: 2 },
  { title: "Default", value: (project) => project.is_default },
  { title: "Description", value: (project) => project.description, drop: 1 },
  { title: "Created", value: (project) => project.created_at, drop: 3 },
];

export const projectResourceColumns: Columns<ProjectResource> = [
  { title: "URN", value: (resource) => resource.urn },
  { title: "Status", value: (resource) => resource.status, colour: statusColour },
  { title: "Assigned", value: (resource) => resource.assigned_at },
];
