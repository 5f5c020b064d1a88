import type { InvoiceItem, InvoicePreview } from "@doapi/client/wire";
import { timestamp } from "../clock.js";
import { notFound } from "../problem.js";
import { stableUuid } from "../stable-uuid.js";
import type { World } from "../world.js";
import { assets, type Price } from "./inventory.js";
import { projectOf } from "./project-membership.js";
import { allProjects } from "./project-record.js";

const HOUR = 3_600_000;
/** Older months have no invoice any more. */
const MONTHS_KEPT = 120;

/** The bill of one month, worked out from what there is now: what was deleted is on no bill. */
export interface Invoice {
  readonly uuid: string;
  readonly number: string;
  /** `2026-11` */
  readonly period: string;
  /** The begin of the month and its end, or the present in the month that is not over. */
  readonly from: number;
  readonly until: number;
  /** The month is over. */
  readonly closed: boolean;
  readonly items: readonly BilledItem[];
  /** In cents. */
  readonly amount: number;
}

export interface BilledItem extends Required<Omit<InvoiceItem, "amount">> {
  /** In cents. */
  readonly cents: number;
}

/** The invoices of all months in which there was something, the newest first; the first one is the present month's. */
export function invoices(world: World): [Invoice, ...Invoice[]] {
  const billed = billedAssets(world);
  const present = invoiceOf(world, billed, startOfMonth(world.now));
  const first = Math.min(world.now, ...billed.map(({ since }) => since));
  const past: Invoice[] = [];
  let month = startOfMonth(world.now, -1);
  while (month >= startOfMonth(first) && past.length < MONTHS_KEPT) {
    past.push(invoiceOf(world, billed, month));
    month = startOfMonth(month, -1);
  }
  return [present, ...past];
}

/** An invoice by its UUID; throws the 404 of one that is not there. */
export function requireInvoice(world: World, uuid: string): Invoice {
  const invoice = invoices(world).find((each) => each.uuid === uuid.toLowerCase());
  if (!invoice) throw notFound();
  return invoice;
}

export function dollars(cents: number): string {
  return (cents / 100).toFixed(2);
}

export function previewOf({ uuid, number, period, amount }: Invoice): InvoicePreview {
  return { invoice_uuid: uuid, invoice_id: number, amount: dollars(amount), invoice_period: period };
}

interface Billed {
  readonly urn: string;
  readonly since: number;
  readonly price: Price;
  readonly project: string;
}

function billedAssets(world: World): Billed[] {
  const names = new Map(allProjects(world).map(({ id, name }) => [id, name]));
  return assets(world).flatMap(({ urn, created_at, price }) => {
    const project = names.get(projectOf(world, urn)) ?? "";
    return price ? [{ urn, since: Date.parse(created_at), price, project }] : [];
  });
}

function invoiceOf(world: World, billed: readonly Billed[], from: number): Invoice {
  const end = startOfMonth(from, 1);
  const until = Math.min(end, world.now);
  const period = timestamp(from).slice(0, 7);
  const items = billed.filter(({ since }) => since < end).map((each) => itemOf(each, { from, until }));
  return {
    uuid: stableUuid(world.account, "invoice", period),
    number: period.replace("-", ""),
    period,
    from,
    until,
    closed: end <= world.now,
    items,
    amount: items.reduce((sum, { cents }) => sum + cents, 0),
  };
}

function itemOf({ urn, since, price, project }: Billed, month: { from: number; until: number }): BilledItem {
  const start = Math.max(since, month.from);
  // An hour that was begun counts.
  const hours = Math.max(Math.ceil((month.until - start) / HOUR), 1);
  const id = urn.split(":").slice(2).join(":");
  const isNumber = /^\d+$/.test(id);
  return {
    product: price.product,
    resource_uuid: isNumber ? "" : id,
    resource_id: isNumber ? id : "",
    group_description: "",
    description: price.description,
    cents: Math.round(Math.min(hours * price.hourly, price.monthly) * 100),
    duration: String(hours),
    duration_unit: "Hours",
    start_time: timestamp(start),
    end_time: timestamp(month.until),
    project_name: project,
  };
}

/** The begin of the month of a time, or of one so many months after it. */
function startOfMonth(time: number, later = 0): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later);
}
