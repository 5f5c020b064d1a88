import { expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";
import { Size } from "./sizes.js";

it("sizes are listed", async () => {
  const { client, sent } = clientWith({ body: { sizes: [{ slug: "s-1vcpu-1gb", price_monthly: 6 }] } });
  const [size] = await client.sizes.list({ page: 2 }).all();
  expect(size).toBeInstanceOf(Size);
  expect(size).toMatchObject({ slug: "s-1vcpu-1gb", price_monthly: 6 });
  expect(sent()).toEqual([{ request: "GET /v2/sizes?per_page=200&page=2" }]);
});
