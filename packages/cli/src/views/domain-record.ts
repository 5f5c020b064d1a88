import type { DomainRecord } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const domainRecordColumns: Columns<DomainRecord> = [
  { title: "ID", value: (record) => record.id },
  { title: "Type", value: (record) => record.type },
  { title: "Name", value: (record) => record.name },
  { title: "Data", value: (record) => record.data },
  { title: "Priority", value: (record) => record.priority, right: true, drop: 2 },
  { title: "Port", value: (record) => record.port, right: true, drop: 3 },
  { title: "Weight", value: (record) => record.weight, right: true, drop: 4 },
  { title: "TTL", value: (record) => record.ttl, right: true, drop: 1 },
];
