import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type {
  Balance,
  BillingHistory,
  InvoiceItem,
  InvoicePreview,
  InvoicesListQuery,
  InvoiceSummary,
} from "../generated/types/billing.js";
import type { List } from "../pagination/list.js";
import type { CallOptions } from "../routes.js";
import { open } from "./envelope.js";
import type { Known } from "./references.js";

/** What a month cost: the sum, and by which UUID its invoice is read. Amounts are US dollars, as text. */
export type Invoice = Known<InvoicePreview, "invoice_uuid" | "amount" | "invoice_period">;

/** An invoice by its UUID, or an entry that carries it. */
export type ByInvoice = string | { readonly invoice_uuid: string };

/** What the account costs. Amounts are US dollars, as text: `"12.34"`. */
export class Billing {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** What is owed, and what this month has cost so far. `GET /v2/customers/my/balance` */
  balance(options: CallOptions = {}): Call<Readonly<Balance>> {
    return this.#core.call("GET /v2/customers/my/balance", options, (balance) => balance);
  }

  /** Invoices, payments and credits, the newest first. `GET /v2/customers/my/billing_history` */
  history(options: CallOptions = {}): List<Readonly<BillingHistory>> {
    return this.#core.list("GET /v2/customers/my/billing_history", options, (entry) => entry);
  }

  /**
   * The invoices of the months that are over, the newest first. `GET /v2/customers/my/invoices`
   *
   * @example
   * ```ts
   * for await (const invoice of client.billing.invoices()) console.log(invoice.invoice_period, invoice.amount);
   * ```
   */
  invoices(query: InvoicesListQuery = {}, options: CallOptions = {}): List<Invoice> {
    const args = { ...options, query, key: "invoices" };
    return this.#core.list("GET /v2/customers/my/invoices", args, (invoice) => invoice as Invoice);
  }

  /** The invoice of the present month as it stands. `GET /v2/customers/my/invoices` */
  preview(options: CallOptions = {}): Call<Invoice> {
    const route = "GET /v2/customers/my/invoices";
    const args = { ...options, query: { per_page: 1 } };
    return this.#core.call(route, args, (answer) => open(answer, "invoice_preview", route) as Invoice);
  }

  /** What an invoice is made up of. `GET /v2/customers/my/invoices/{invoice_uuid}` */
  items(invoice: ByInvoice, options: CallOptions = {}): List<Readonly<InvoiceItem>> {
    return this.#core.list(
      "GET /v2/customers/my/invoices/{invoice_uuid}",
      { ...options, ...at(invoice) },
      (item) => item,
    );
  }

  /** The sums of an invoice by product. `GET /v2/customers/my/invoices/{invoice_uuid}/summary` */
  summary(invoice: ByInvoice, options: CallOptions = {}): Call<Readonly<InvoiceSummary>> {
    const args = { ...options, ...at(invoice) };
    return this.#core.call("GET /v2/customers/my/invoices/{invoice_uuid}/summary", args, (summary) => summary);
  }

  /** An invoice as CSV text. `GET /v2/customers/my/invoices/{invoice_uuid}/csv` */
  csv(invoice: ByInvoice, options: CallOptions = {}): Call<string> {
    const args = { ...options, ...at(invoice) };
    return this.#core.call("GET /v2/customers/my/invoices/{invoice_uuid}/csv", args, (text) => text);
  }

  /** An invoice as the bytes of a PDF. `GET /v2/customers/my/invoices/{invoice_uuid}/pdf` */
  pdf(invoice: ByInvoice, options: CallOptions = {}): Call<Uint8Array> {
    const args = { ...options, ...at(invoice) };
    return this.#core.call("GET /v2/customers/my/invoices/{invoice_uuid}/pdf", args, (bytes) => bytes);
  }
}

function at(invoice: ByInvoice): { path: { invoice_uuid: string } } {
  return { path: { invoice_uuid: typeof invoice === "object" ? invoice.invoice_uuid : invoice } };
}

export const billing = (core: Core): Billing => new Billing(core);
