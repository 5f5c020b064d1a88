import type { Certificate } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const certificateColumns: Columns<Certificate> = [
  { title: "ID", value: (certificate) => certificate.id },
  { title: "Name", value: (certificate) => certificate.name },
  { title: "State", value: (certificate) => certificate.state, colour: statusColour },
  { title: "Type", value: (certificate) => certificate.type, drop: 2 },
  { title: "Domains", value: (certificate) => certificate.dns_names?.join(","), drop: 1 },
  { title: "Expires", value: (certificate) => certificate.not_after, drop: 3 },
  { title: "Fingerprint", value: (certificate) => certificate.sha1_fingerprint, drop: 5 },
  { title: "Created", value: (certificate) => certificate.created_at, drop: 4 },
];
