import type { BillingHistory, InvoiceSummary } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import type { Handler } from "../handler.js";
import { fromArray } from "../http/pagination.js";
import type { World } from "../world.js";
import { OWNER } from "./account.js";
import { type BilledItem, dollars, type Invoice, invoices, previewOf, requireInvoice } from "./invoice.js";
import { invoiceCsv, invoiceFileName, invoicePdf } from "./invoice-files.js";

const DAY = 86_400_000;

/** Something that changed what is owed; positive cents are owed. */
interface Entry {
  readonly cents: number;
  readonly time: number;
  readonly shown: BillingHistory;
}

/** Every invoice that was sent, and its payment a day later; the newest first. */
function entries(world: World): Entry[] {
  const [, ...sent] = invoices(world);
  return sent
    .filter(({ items }) => items.length > 0)
    .flatMap((invoice) => [paymentOf(invoice), invoicedBy(invoice)])
    .filter(({ time }) => time <= world.now);
}

function invoicedBy({ uuid, number, from, until, amount }: Invoice): Entry {
  const month = new Date(from).toLocaleString("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
  const shown = { description: `Invoice for ${month}`, invoice_id: number, invoice_uuid: uuid, type: "Invoice" };
  return entry({ cents: amount, time: until, shown });
}

function paymentOf({ until, amount }: Invoice): Entry {
  return entry({ cents: -amount, time: until + DAY, shown: { description: "Payment (Visa 1111)", type: "Payment" } });
}

function entry({ cents, time, shown }: Entry): Entry {
  return { cents, time, shown: { ...shown, amount: dollars(cents), date: timestamp(time) } };
}

const balance: Handler<"GET /v2/customers/my/balance"> = ({ world }) => {
  const [{ amount }] = invoices(world);
  const owed = entries(world).reduce((sum, { cents }) => sum + cents, 0);
  return {
    month_to_date_balance: dollars(owed + amount),
    account_balance: dollars(owed),
    month_to_date_usage: dollars(amount),
    generated_at: timestamp(world.now),
  };
};

const history: Handler<"GET /v2/customers/my/billing_history"> = ({ world, page }) => {
  const { items, ...rest } = page(fromArray(entries(world).map(({ shown }) => shown)));
  return { billing_history: items, ...rest };
};

const list: Handler<"GET /v2/customers/my/invoices"> = ({ world, page }) => {
  const [present, ...sent] = invoices(world);
  const { items, ...rest } = page(fromArray(sent.filter((invoice) => invoice.items.length > 0)));
  const preview = { ...previewOf(present), updated_at: timestamp(world.now) };
  return { invoices: items.map(previewOf), invoice_preview: preview, ...rest };
};

const getItems: Handler<"GET /v2/customers/my/invoices/{invoice_uuid}"> = ({ world, path, page }) => {
  const { items, ...rest } = page(fromArray(requireInvoice(world, path.invoice_uuid).items));
  return { invoice_items: items.map(({ cents, ...item }) => ({ ...item, amount: dollars(cents) })), ...rest };
};

const getSummary: Handler<"GET /v2/customers/my/invoices/{invoice_uuid}/summary"> = ({ world, path }) => {
  const { uuid, number, period, amount, items } = requireInvoice(world, path.invoice_uuid);
  const nothing = (name: string) => ({ name, amount: dollars(0) });
  const summary: InvoiceSummary = {
    invoice_uuid: uuid,
    invoice_id: number,
    billing_period: period,
    amount: dollars(amount),
    user_name: OWNER.name,
    user_billing_address: { address_line1: "", city: "", region: "", postal_code: "", country_iso2_code: "US" },
    user_company: "",
    user_email: OWNER.email,
    product_charges: { name: "Product usage charges", amount: dollars(amount), items: chargesOf(items) },
    overages: nothing("Overages"),
    taxes: nothing("Taxes"),
    credits_and_adjustments: nothing("Credits & adjustments"),
  };
  return summary;
};

/** The items of each product together. */
function chargesOf(items: readonly BilledItem[]) {
  const products = [...new Set(items.map(({ product }) => product))];
  return products.map((name) => {
    const charged = items.filter(({ product }) => product === name);
    const cents = charged.reduce((sum, item) => sum + item.cents, 0);
    return { name, amount: dollars(cents), count: String(charged.length) };
  });
}

const getCsv: Handler<"GET /v2/customers/my/invoices/{invoice_uuid}/csv"> = ({ world, path, setHeader }) => {
  const invoice = requireInvoice(world, path.invoice_uuid);
  setHeader("content-disposition", `attachment; filename="${invoiceFileName(invoice)}.csv"`);
  return invoiceCsv(invoice);
};

const getPdf: Handler<"GET /v2/customers/my/invoices/{invoice_uuid}/pdf"> = ({ world, path, setHeader }) => {
  const invoice = requireInvoice(world, path.invoice_uuid);
  setHeader("content-disposition", `attachment; filename="${invoiceFileName(invoice)}.pdf"`);
  return invoicePdf(invoice);
};

export const billingOperations = {
  balance_get: balance,
  billingHistory_list: history,
  invoices_list: list,
  invoices_get_byUUID: getItems,
  invoices_get_summaryByUUID: getSummary,
  invoices_get_csvByUUID: getCsv,
  invoices_get_pdfByUUID: getPdf,
};
