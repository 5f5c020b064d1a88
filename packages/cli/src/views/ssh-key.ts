import type { SshKey } from "@doapi/client";
import type { Columns } from "../output/columns.js";

export const sshKeyColumns: Columns<SshKey> = [
  { title: "ID", value: (key) => key.id },
  { title: "Name", value: (key) => key.name },
  { title: "Fingerprint", value: (key) => key.fingerprint },
];
