import type { ReservedIp } from "@doapi/client";
import { ifThere, type Kind } from "./identify.js";

const dottedQuad = /^\d{1,3}(?:\.\d{1,3}){3}$/;

export const reservedIpKind: Kind<ReservedIp> = {
  noun: "reserved IP",
  id: (reserved) => reserved.ip,
  label: (reserved) => `reserved IP ${reserved.ip}`,
  readings: [
    {
      fits: (word) => dottedQuad.test(word),
      find: (word, { client, signal }) => ifThere(client.reservedIps.get(word, { signal })),
    },
    {
      fits: (word) => /^\d{1,10}$/.test(word) && Number(word) < 2 ** 32,
      find: (word, { client, signal }) => ifThere(client.reservedIps.get(Number(word), { signal })),
    },
  ],
};
