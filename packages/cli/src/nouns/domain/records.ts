import { anyArguments, argument, command, someArguments } from "../../command/declare.js";
import { domainKind } from "../../identify/domain.js";
import { recordKind } from "../../identify/domain-record.js";
import { resolveOne } from "../../identify/identify.js";
import { changeEach } from "../../verbs/change-each.js";
import { showItems } from "../../verbs/show.js";
import { domainRecordColumns } from "../../views/domain-record.js";

export const domainArgument = argument("domain", "the domain itself, such as example.com");

export const show = command({
  arguments: { domain: domainArgument, records: anyArguments("record", "ids; all records when none is named") },
  async run(context, { domain: name, records }) {
    const domain = await resolveOne(context, domainKind, name);
    const all = () => domain.records().list({}, { signal: context.signal });
    await showItems(context, { kind: recordKind(domain), columns: domainRecordColumns }, { words: records, all });
  },
});

export const remove = command({
  arguments: { domain: domainArgument, records: someArguments("record", "ids") },
  async run(context, { domain: name, records }) {
    const domain = await resolveOne(context, domainKind, name);
    return changeEach(context, recordKind(domain), { words: records, make: (record) => record.delete() });
  },
});
