import type { ReservedIp } from "@doapi/client";
import { someArguments } from "../../command/declare.js";
import { reservedIpKind } from "../../identify/reserved-ip.js";
import type { Targets } from "../../verbs/actionable.js";

export const reservedIpTargets = {
  kind: reservedIpKind,
  title: "IP",
  name: (reserved) => reserved.ip,
  words: someArguments("ip", "addresses, such as 192.0.2.1 or 3221225985"),
  options: {},
} satisfies Targets<ReservedIp>;
