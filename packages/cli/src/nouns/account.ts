import { command, flag, type Noun } from "../command/declare.js";
import type { Context } from "../session/context.js";
import { accountColumns } from "../views/account.js";

const show = command({
  options: { rateLimit: flag("--rate-limit", "show the rate limit headers of an answer instead") },
  async run(context, { rateLimit }) {
    const client = await context.client();
    const { data, response } = await client.account.get().withResponse();
    if (rateLimit) printLimits(context, response.headers);
    else context.results.object(accountColumns, data);
  },
});

function printLimits({ results }: Context, headers: Readonly<Record<string, string | undefined>>): void {
  const limits = Object.entries(headers).filter(([name]) => name.startsWith("ratelimit-"));
  const columns = limits.map(([title, value]) => ({ title, value: () => value }));
  results.object(columns, Object.fromEntries(limits));
}

export const account: Noun = {
  verbs: { show: { summary: "show the account, or its rate limit", load: async () => show } },
  fallback: "show",
};
