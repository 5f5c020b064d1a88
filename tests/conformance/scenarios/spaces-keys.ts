import type { Scenario } from "../api.js";

export const spacesKeys: Scenario = async ({ call, refused }) => {
  const grants = [{ bucket: "photos", permission: "read" }];
  const { key } = await call("POST /v2/spaces/keys", { body: { name: "app", grants } });
  const path = { access_key: key.access_key };
  await call("GET /v2/spaces/keys/{access_key}", { path });
  await call("PUT /v2/spaces/keys/{access_key}", { path, body: { name: "web", grants } });
  await call("PATCH /v2/spaces/keys/{access_key}", { path, body: { name: "shop" } });
  await call("GET /v2/spaces/keys");
  const mixed = [...grants, { bucket: "", permission: "fullaccess" }];
  await refused(400, "POST /v2/spaces/keys", { body: { name: "mixed", grants: mixed } });
  await call("DELETE /v2/spaces/keys/{access_key}", { path });
  await refused(404, "GET /v2/spaces/keys/{access_key}", { path });
};
