import { argument, command, flag, text } from "../../command/declare.js";
import { usage } from "../../failure.js";
import { domainKind } from "../../identify/domain.js";
import { recordKind } from "../../identify/domain-record.js";
import { resolveOne } from "../../identify/identify.js";
import { domainRecordColumns } from "../../views/domain-record.js";
import { fieldOptions, fieldsOf } from "./record-fields.js";
import { domainArgument } from "./records.js";

export const updateRecord = command({
  arguments: { domain: domainArgument, record: argument("record", "its id") },
  options: {
    type: text("--type <type>", "A, AAAA, CAA, CNAME, MX, NS, SRV or TXT"),
    name: text("--name <name>", "relative to the domain, which is @ itself"),
    data: text("--data <data>", "what the record says"),
    ...fieldOptions,
    noPriority: flag("--no-priority", "take the priority away", { conflicts: ["priority"] }),
    noPort: flag("--no-port", "take the port away", { conflicts: ["port"] }),
    noWeight: flag("--no-weight", "take the weight away", { conflicts: ["weight"] }),
  },
  async run(context, { domain: word, record: id, type, name, data, noPriority, noPort, noWeight, ...fields }) {
    const change = {
      ...(type === undefined ? {} : { type: type.toUpperCase() }),
      ...(name === undefined ? {} : { name }),
      ...(data === undefined ? {} : { data }),
      ...fieldsOf(fields),
      ...(noPriority ? { priority: null } : {}),
      ...(noPort ? { port: null } : {}),
      ...(noWeight ? { weight: null } : {}),
    };
    if (Object.keys(change).length === 0) throw usage("nothing to change: give the fields that are to be different");
    const domain = await resolveOne(context, domainKind, word);
    const record = await resolveOne(context, recordKind(domain), id);
    // The type goes along: the API asks for it with every change.
    const changed = await record.patch({ type: record.type, ...change });
    context.results.object(domainRecordColumns, changed);
  },
});
