import type { Account } from "@doapi/client/wire";
import type { Handler } from "../handler.js";
import { stableUuid } from "../stable-uuid.js";
import { VOLUME_LIMIT } from "./volume-record.js";

/** Whom every account belongs to. */
export const OWNER = { email: "you@example.com", name: "Simulated account" };

const accountGet: Handler<"GET /v2/account"> = ({ world }) => {
  // The API also answers with limits that its document does not name.
  const account: Account & Record<"reserved_ip_limit" | "volume_limit", number> = {
    droplet_limit: world.dropletLimit,
    floating_ip_limit: 3,
    reserved_ip_limit: 3,
    volume_limit: VOLUME_LIMIT,
    ...OWNER,
    uuid: stableUuid(world.account, "account"),
    email_verified: true,
    status: "active",
    status_message: "",
    team: { uuid: stableUuid(world.account, "team"), name: "My Team" },
  };
  return { account };
};

export const accountOperations = { account_get: accountGet };
