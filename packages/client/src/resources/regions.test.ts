import { expect, it } from "vitest";
import { clientWith } from "../testing/scripted-client.js";
import { Region } from "./regions.js";

it("regions are listed", async () => {
  const { client, sent } = clientWith({ body: { regions: [{ slug: "nyc3", available: false }] } });
  const [region] = await client.regions.list().all();
  expect(region).toBeInstanceOf(Region);
  expect(region).toMatchObject({ slug: "nyc3", available: false });
  expect(sent()).toEqual([{ request: "GET /v2/regions?per_page=200" }]);
});
