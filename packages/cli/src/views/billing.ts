import type { Billing, Invoice } from "@doapi/client";
import type { Columns } from "../output/columns.js";

type Balance = Awaited<ReturnType<Billing["balance"]>>;
type Summary = Awaited<ReturnType<Billing["summary"]>>;
type Entry = ReturnType<Billing["history"]> extends AsyncIterable<infer T> ? T : never;
type Item = ReturnType<Billing["items"]> extends AsyncIterable<infer T> ? T : never;

export const balanceColumns: Columns<Balance> = [
  { title: "Month to date", value: (balance) => balance.month_to_date_usage },
  { title: "Account balance", value: (balance) => balance.account_balance },
  { title: "Owed by now", value: (balance) => balance.month_to_date_balance },
  { title: "Generated", value: (balance) => balance.generated_at },
];

export const historyColumns: Columns<Entry> = [
  { title: "Date", value: (entry) => entry.date },
  { title: "Type", value: (entry) => entry.type },
  { title: "USD", value: (entry) => entry.amount, right: true },
  { title: "Description", value: (entry) => entry.description },
  { title: "Invoice", value: (entry) => entry.invoice_uuid, drop: 1 },
];

export const invoiceColumns: Columns<Invoice> = [
  { title: "UUID", value: (invoice) => invoice.invoice_uuid },
  { title: "Period", value: (invoice) => invoice.invoice_period },
  { title: "USD", value: (invoice) => invoice.amount, right: true },
];

export const invoiceItemColumns: Columns<Item> = [
  { title: "Product", value: (item) => item.product },
  { title: "Description", value: (item) => item.description },
  { title: "USD", value: (item) => item.amount, right: true },
  { title: "Duration", value: (item) => `${item.duration ?? ""} ${item.duration_unit ?? ""}`.trim(), drop: 1 },
  { title: "Project", value: (item) => item.project_name, drop: 2 },
  { title: "From", value: (item) => item.start_time, drop: 4 },
  { title: "To", value: (item) => item.end_time, drop: 3 },
];

export const summaryColumns: Columns<Summary> = [
  { title: "Invoice", value: (summary) => summary.invoice_uuid },
  { title: "Period", value: (summary) => summary.billing_period },
  { title: "USD", value: (summary) => summary.amount },
  { title: "Products", value: (summary) => summary.product_charges.amount },
  { title: "Overages", value: (summary) => summary.overages.amount },
  { title: "Taxes", value: (summary) => summary.taxes.amount },
  { title: "Credits", value: (summary) => summary.credits_and_adjustments.amount },
];
