import type { DomainRecord, DomainRef } from "@doapi/client";
import { ifThere, isId, type Kind } from "./identify.js";

/** The records of one domain, which have numbers and no names of their own. */
export function recordKind(domain: DomainRef): Kind<DomainRecord> {
  return {
    noun: `record of ${domain.name}`,
    id: (record) => record.id,
    label: (record) => `record ${record.type} ${record.name} (${record.id}) of ${domain.name}`,
    readings: [{ fits: isId, find: (word, { signal }) => ifThere(domain.records().get(Number(word), { signal })) }],
  };
}
