import { anyArguments, argument, command, optionalArgument, someArguments } from "../../command/declare.js";
import { domainKind } from "../../identify/domain.js";
import { extraOptions, readExtras } from "../../input/extras.js";
import { changeEach } from "../../verbs/change-each.js";
import { showItems } from "../../verbs/show.js";
import { domainColumns } from "../../views/domain.js";

export const create = command({
  arguments: {
    domain: argument("domain", "the domain itself, such as example.com"),
    address: optionalArgument("ip-address", "where it is to lead; an A record is made of it"),
  },
  options: extraOptions,
  notes: "This registers no domain: it makes DigitalOcean's name servers answer for it.",
  async run(context, { domain: name, address, ...extras }) {
    const complete = await readExtras(context.io, extras);
    const client = await context.client();
    const body = complete({ name, ...(address === undefined ? {} : { ip_address: address }) });
    context.results.object(domainColumns, await client.domains.create(body));
  },
});

export const show = command({
  arguments: { domains: anyArguments("domain", "names; all domains when none is named") },
  run: (context, { domains }) =>
    showItems(
      context,
      { kind: domainKind, columns: domainColumns },
      { words: domains, all: (client) => client.domains.list({}, { signal: context.signal }) },
    ),
});

export const remove = command({
  arguments: { domains: someArguments("domain", "names") },
  run: (context, { domains }) => changeEach(context, domainKind, { words: domains, make: (domain) => domain.delete() }),
});
