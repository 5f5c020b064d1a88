import { argument, type Command, command, type Noun, text } from "../command/declare.js";
import { usage } from "../failure.js";
import { writeOutput } from "../input/input.js";
import type { Context } from "../session/context.js";
import { printAnswer } from "../verbs/answer.js";
import { showList } from "../verbs/show.js";
import {
  balanceColumns,
  historyColumns,
  invoiceColumns,
  invoiceItemColumns,
  summaryColumns,
} from "../views/billing.js";

const invoiceArgument = argument("invoice", "its UUID; preview for the present month");

const balance = command({
  async run(context) {
    const client = await context.client();
    context.results.object(balanceColumns, await client.billing.balance({ signal: context.signal }));
  },
});

const history = command({
  run: (context) => showList(context, historyColumns, (client) => client.billing.history({ signal: context.signal })),
});

const invoices = command({
  run: (context) =>
    showList(context, invoiceColumns, (client) => client.billing.invoices({}, { signal: context.signal })),
});

const invoice = command({
  arguments: { invoice: invoiceArgument },
  async run(context, { invoice: word }) {
    const uuid = await uuidOf(context, word);
    await showList(context, invoiceItemColumns, (client) => client.billing.items(uuid, { signal: context.signal }));
  },
});

const summary = command({
  arguments: { invoice: invoiceArgument },
  async run(context, { invoice: word }) {
    const uuid = await uuidOf(context, word);
    const client = await context.client();
    context.results.object(summaryColumns, await client.billing.summary(uuid, { signal: context.signal }));
  },
});

async function uuidOf(context: Context, word: string): Promise<string> {
  if (word !== "preview") return word;
  const client = await context.client();
  return (await client.billing.preview({ signal: context.signal })).invoice_uuid;
}

/** An invoice in the form of a file. */
function download(kind: "csv" | "pdf"): Command {
  return command({
    arguments: { invoice: invoiceArgument },
    options: { to: text("--to <file>", "the file to write; standard output when left out") },
    async run(context, { invoice: word, to }) {
      if (kind === "pdf" && to === undefined && context.io.stdout.isTTY) {
        throw usage("a PDF is nothing for a terminal", "name a file by --to");
      }
      const uuid = await uuidOf(context, word);
      const client = await context.client();
      const content = await client.billing[kind](uuid, { signal: context.signal });
      if (to === undefined) printAnswer(context, content);
      else await writeOutput(context.io, to, content);
    },
  });
}

export const billing: Noun = {
  verbs: {
    balance: { summary: "show what is owed, and what this month has cost", load: async () => balance },
    history: { summary: "show invoices, payments and credits", load: async () => history },
    invoices: { summary: "show the invoices of past months", load: async () => invoices },
    invoice: { summary: "show what an invoice is made up of", load: async () => invoice },
    summary: { summary: "show the sums of an invoice", load: async () => summary },
    csv: { summary: "get an invoice as CSV", load: async () => download("csv") },
    pdf: { summary: "get an invoice as PDF", load: async () => download("pdf") },
  },
  fallback: "balance",
};
