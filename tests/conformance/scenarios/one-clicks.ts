import type { Scenario } from "../api.js";

export const oneClicks: Scenario = async ({ call }) => {
  await call("GET /v2/1-clicks");
  await call("GET /v2/1-clicks", { query: { type: "droplet" } });
};
