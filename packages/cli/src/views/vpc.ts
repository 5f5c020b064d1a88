import type { Vpc, VpcMember } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const vpcColumns: Columns<Vpc> = [
  { title: "ID", value: (vpc) => vpc.id },
  { title: "Name", value: (vpc) => vpc.name },
  { title: "Region", value: (vpc) => vpc.region },
  { title: "IP range", value: (vpc) => vpc.ip_range },
  { title: "Default", value: (vpc) => vpc.default },
  { title: "Description", value: (vpc) => vpc.description, drop: 1 },
  { title: "Created", value: (vpc) => vpc.created_at, drop: 2 },
];

export const vpcMemberColumns: Columns<VpcMember> = [
  { title: "URN", value: (member) => member.urn },
  { title: "Name", value: (member) => member.name },
  { title: "Created", value: (member) => member.created_at },
];
