import type { Scenario } from "../api.js";
import { newDroplet } from "./droplets.js";

const HOURS_OF_A_MONTH = 31 * 24;

export const billing: Scenario = async (api) => {
  const { call, refused, wait } = api;
  await newDroplet(api);
  await call("POST /v2/reserved_ips", { body: { region: "nyc3" } });
  for (let hour = 0; hour < HOURS_OF_A_MONTH; hour++) wait();
  await call("GET /v2/customers/my/balance");
  await call("GET /v2/customers/my/billing_history");
  const { invoices } = await call("GET /v2/customers/my/invoices");
  const path = { invoice_uuid: invoices?.[0]?.invoice_uuid };
  await call("GET /v2/customers/my/invoices/{invoice_uuid}", { path });
  await call("GET /v2/customers/my/invoices/{invoice_uuid}/summary", { path });
  await call("GET /v2/customers/my/invoices/{invoice_uuid}/csv", { path });
  await call("GET /v2/customers/my/invoices/{invoice_uuid}/pdf", { path });
  const unknown = { invoice_uuid: "11111111-2222-4333-8444-555555555555" };
  await refused(404, "GET /v2/customers/my/invoices/{invoice_uuid}", { path: unknown });
};
