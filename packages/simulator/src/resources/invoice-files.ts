import { timestamp } from "../clock.js";
import { textPdf } from "../text-pdf.js";
import { dollars, type Invoice } from "./invoice.js";

const COLUMNS = "product,group_description,description,hours,start,end,USD,project_name,category";

/** `DigitalOcean Invoice 2026 Nov (202611)`, without the ending. */
export function invoiceFileName({ from, number }: Invoice): string {
  const month = new Date(from).toLocaleString("en-US", { month: "short", timeZone: "UTC" });
  return `DigitalOcean Invoice ${new Date(from).getUTCFullYear()} ${month} (${number})`;
}

/** The invoice as CSV, a line for each item. */
export function invoiceCsv({ items }: Invoice): string {
  const lines = items.map((item) =>
    [
      item.product,
      item.group_description,
      item.description,
      item.duration,
      csvTime(item.start_time),
      csvTime(item.end_time),
      `$${dollars(item.cents)}`,
      item.project_name,
      "iaas",
    ]
      .map(csvField)
      .join(","),
  );
  return [COLUMNS, ...lines, ""].join("\n");
}

function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `2026-11-20 12:00:00 +0000` */
function csvTime(time: string): string {
  return time.replace("T", " ").replace("Z", " +0000");
}

/** The invoice as a PDF of plain lines. */
export function invoicePdf({ number, period, from, until, items, amount }: Invoice): Uint8Array {
  return textPdf([
    `Invoice ${number}`,
    `Usage of ${period}: ${timestamp(from)} to ${timestamp(until)}`,
    "",
    ...items.map((item) => `${item.product}: ${item.description}, ${item.duration} hours, $${dollars(item.cents)}`),
    "",
    `Total: $${dollars(amount)}`,
  ]);
}
