import type { DomainRecord, NewDomainRecord } from "@doapi/client";
import { argument, command, flag } from "../../command/declare.js";
import type { ExitCode } from "../../exit-codes.js";
import { domainKind } from "../../identify/domain.js";
import { recordKind } from "../../identify/domain-record.js";
import { resolveOne } from "../../identify/identify.js";
import { extraOptions, readExtras } from "../../input/extras.js";
import { Tally } from "../../verbs/tally.js";
import { domainRecordColumns } from "../../views/domain-record.js";
import { fieldOptions, fieldsOf } from "./record-fields.js";
import { domainArgument } from "./records.js";

export const newRecord = command({
  arguments: {
    domain: domainArgument,
    type: argument("type", "A, AAAA, CAA, CNAME, MX, NS, SRV or TXT"),
    name: argument("name", "relative to the domain, which is @ itself"),
    data: argument("data", "what the record says; names of hosts end with a dot"),
  },
  options: {
    ...fieldOptions,
    delete: flag("--delete", "then delete the other records of the same type and name"),
    set: extraOptions.set,
  },
  async run(context, { domain: word, type, name, data, delete: replaces, set, ...fields }): Promise<ExitCode> {
    const complete = await readExtras(context.io, { data: undefined, set });
    const domain = await resolveOne(context, domainKind, word);
    const records = domain.records();
    const tally = new Tally(context);
    const body = complete({ type: type.toUpperCase(), name, data, ...fieldsOf(fields) });
    // Of which fields a type has, the API knows more than the declaration of the request.
    const created = await tally.attempt(`record ${type} ${name} of ${domain.name}`, () =>
      records.create(body as NewDomainRecord),
    );
    if (created === undefined) return tally.exitCode();
    context.results.object(domainRecordColumns, created);
    if (!replaces) return tally.exitCode();
    const kind = recordKind(domain);
    const list = records.list({ type: created.type as "A" }, { signal: context.signal });
    const listed = (await tally.attempt(`the older records of ${domain.name}`, () => list.all())) ?? [];
    for (const record of listed.filter((other) => isReplaced(other, created))) {
      if (tally.stopped) break;
      await tally.attempt(kind.label(record), () => record.delete());
    }
    return tally.exitCode();
  },
});

function isReplaced(record: DomainRecord, by: DomainRecord): boolean {
  const sameName = record.name.toLowerCase() === by.name.toLowerCase();
  return sameName && record.type === by.type && record.id !== by.id;
}
