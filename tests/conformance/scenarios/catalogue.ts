import type { Scenario } from "../api.js";

/** What an account can see without having anything. */
export const catalogue: Scenario = async ({ call }) => {
  await call("GET /v2/account");
  await call("GET /v2/regions", { query: { per_page: 200 } });
  await call("GET /v2/sizes", { query: { per_page: 200 } });
  await call("GET /v2/images", { query: { per_page: 200 } });
  await call("GET /v2/images", { query: { type: "application", page: 2, per_page: 5 } });
  await call("GET /v2/images/{image_id}", { path: { image_id: "ubuntu-24-04-x64" } });
  await call("GET /v2/droplets/backups/supported_policies");
};
