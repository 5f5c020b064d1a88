import type { Account } from "@doapi/client";
import { type Columns, statusColour } from "../output/columns.js";

export const accountColumns: Columns<Account> = [
  { title: "Email", value: (account) => account.email },
  { title: "Status", value: (account) => account.status, colour: statusColour },
  { title: "Message", value: (account) => account.status_message },
  { title: "Team", value: (account) => account.team?.name },
  { title: "UUID", value: (account) => account.uuid },
  { title: "Verified", value: (account) => account.email_verified },
  { title: "Droplet limit", value: (account) => account.droplet_limit },
  { title: "IP limit", value: (account) => account.floating_ip_limit },
];
