import { expect, it } from "vitest";
import { simulate } from "../testing/caller.js";

it.each(["csv", "pdf"])("an invoice as %s has a name to be saved under", async (format) => {
  const { simulator, call, send, createDroplet } = simulate();
  await createDroplet();
  simulator.clock.set(Date.UTC(2026, 3, 1));
  const [invoice] = (await call("GET /v2/customers/my/invoices")).invoices ?? [];
  const path = { invoice_uuid: invoice?.invoice_uuid ?? "" };
  const response = await send(`GET /v2/customers/my/invoices/{invoice_uuid}/${format}`, { path });
  const name = `DigitalOcean Invoice 2026 Mar (${invoice?.invoice_id}).${format}`;
  expect(response.headers.get("content-disposition")).toBe(`attachment; filename="${name}"`);
  const unknown = { path: { invoice_uuid: "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a" } };
  const refused = await send(`GET /v2/customers/my/invoices/{invoice_uuid}/${format}`, unknown);
  expect(refused.headers.get("content-disposition")).toBeNull();
});
