import { NotFoundError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const hour = 3_600_000;
const day = 24 * hour;
const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

bothWays("billing", (connect) => {
  it("owes nothing for nothing", async () => {
    const { client } = await connect();
    expect(await client.billing.balance()).toEqual({
      month_to_date_balance: "0.00",
      account_balance: "0.00",
      month_to_date_usage: "0.00",
      generated_at: "2026-11-20T12:00:00Z",
    });
    expect(await client.billing.invoices().all()).toEqual([]);
    expect(await client.billing.history().all()).toEqual([]);
    expect(await client.billing.preview()).toMatchObject({ amount: "0.00", invoice_period: "2026-11" });
  });

  it("counts the hours of what exists, up to the price of a month", async () => {
    const { client, simulator } = await connect();
    await client.droplets.create({ ...plain, name: "web-1" });
    simulator.clock.advance(10 * hour);
    // 10 hours at $0.00893.
    expect((await client.billing.balance()).month_to_date_usage).toBe("0.09");
    const [item, ...others] = await client.billing.items(await client.billing.preview()).all();
    expect(others).toEqual([]);
    expect(item).toMatchObject({
      product: "Droplets",
      description: "web-1 (s-1vcpu-1gb)",
      amount: "0.09",
      duration: "10",
      duration_unit: "Hours",
      start_time: "2026-11-20T12:00:00Z",
      end_time: "2026-11-20T22:00:00Z",
      project_name: "My first project",
    });
    // The first half of January: all of December is over, and costs the month's price though it has 744 hours.
    simulator.clock.set(Date.UTC(2027, 0, 15));
    expect((await client.billing.invoices().all()).map((each) => [each.invoice_period, each.amount])).toEqual([
      ["2026-12", "6.00"],
      ["2026-11", "2.25"],
    ]);
  });

  it("invoices a month when it is over, and is paid a day later", async () => {
    const { client, simulator } = await connect();
    await client.droplets.create({ ...plain, name: "web-1" });
    simulator.clock.set(Date.UTC(2026, 11, 1, 10));
    const balance = await client.billing.balance();
    expect([balance.account_balance, balance.month_to_date_usage, balance.month_to_date_balance]).toEqual([
      "2.25",
      "0.09",
      "2.34",
    ]);
    const [invoice] = await client.billing.invoices().all();
    expect(await client.billing.history().all()).toEqual([
      {
        description: "Invoice for November 2026",
        amount: "2.25",
        invoice_id: "202611",
        invoice_uuid: invoice?.invoice_uuid,
        date: "2026-12-01T00:00:00Z",
        type: "Invoice",
      },
    ]);
    simulator.clock.advance(day);
    const [payment] = await client.billing.history().all();
    expect(payment).toMatchObject({ amount: "-2.25", type: "Payment", date: "2026-12-02T00:00:00Z" });
    expect((await client.billing.balance()).account_balance).toBe("0.00");
  });

  it("shows an invoice as sums, as CSV text and as the bytes of a PDF", async () => {
    const { client, simulator } = await connect();
    await client.projects.patch("default", { name: 'Shop, "new"' });
    await client.droplets.createMany({ ...plain, names: ["web-1", "web-2"] });
    simulator.clock.set(Date.UTC(2026, 11, 1, 10));
    const [invoice] = await client.billing.invoices().all();
    if (invoice === undefined) throw new Error("there is no invoice");
    expect(await client.billing.summary(invoice)).toMatchObject({
      billing_period: "2026-11",
      amount: "4.50",
      product_charges: { amount: "4.50", items: [{ name: "Droplets", amount: "4.50", count: "2" }] },
    });
    const csv = await client.billing.csv(invoice.invoice_uuid);
    expect(csv.split("\n")).toEqual([
      "product,group_description,description,hours,start,end,USD,project_name,category",
      'Droplets,,web-1 (s-1vcpu-1gb),252,2026-11-20 12:00:00 +0000,2026-12-01 00:00:00 +0000,$2.25,"Shop, ""new""",iaas',
      'Droplets,,web-2 (s-1vcpu-1gb),252,2026-11-20 12:00:00 +0000,2026-12-01 00:00:00 +0000,$2.25,"Shop, ""new""",iaas',
      "",
    ]);
    const { data: pdf, response } = await client.billing.pdf(invoice).withResponse();
    expect(response.headers["content-type"]).toBe("application/pdf");
    expect(pdf).toBeInstanceOf(Uint8Array);
    const text = Buffer.from(pdf).toString("latin1");
    expect(text).toMatch(/^%PDF-1\.4\n[\s\S]*\(Total: \$4\.50\) Tj[\s\S]*%%EOF\n$/);
  });

  it("knows no other invoice", async () => {
    const { client } = await connect();
    const unknown = "0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a";
    await expect(client.billing.summary(unknown)).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.billing.csv(unknown)).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.billing.pdf(unknown)).rejects.toBeInstanceOf(NotFoundError);
    await expect(client.billing.items(unknown).all()).rejects.toBeInstanceOf(NotFoundError);
  });
});

bothWays("the account's rate limit", (connect) => {
  it("is in the headers of every answer, and remembered", async () => {
    const { client } = await connect({ simulator: { limits: { perHour: 100 } } });
    const { data, response } = await client.account.get().withResponse();
    expect(data.status).toBe("active");
    expect(response.headers).toMatchObject({ "ratelimit-limit": "100", "ratelimit-remaining": "99" });
    expect(response.headers["ratelimit-reset"]).toBe(String(Date.UTC(2026, 10, 20, 13) / 1000));
    await data.fetch();
    expect(client.rateLimit).toMatchObject({ limit: 100, remaining: 98 });
  });

  it("is not spent by a request that was cancelled before", async () => {
    const { client, sent } = await connect();
    const signal = AbortSignal.abort(new Error("no longer wanted"));
    await expect(client.account.get({ signal })).rejects.toThrow("no longer wanted");
    expect(sent()).toEqual([]);
  });
});
