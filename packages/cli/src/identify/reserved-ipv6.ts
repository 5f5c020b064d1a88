import type { ReservedIpv6 } from "@doapi/client";
import { ifThere, type Kind } from "./identify.js";

export const reservedIpv6Kind: Kind<ReservedIpv6> = {
  noun: "reserved IPv6",
  id: (reserved) => reserved.ip,
  label: (reserved) => `reserved IPv6 ${reserved.ip}`,
  readings: [
    {
      fits: (word) => /^[0-9a-f:]{2,39}$/i.test(word) && word.includes(":"),
      find: (word, { client, signal }) => ifThere(client.reservedIpv6.get(word.toLowerCase(), { signal })),
    },
  ],
};
