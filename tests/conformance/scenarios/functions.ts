import type { Scenario } from "../api.js";

const schedule = {
  type: "SCHEDULED",
  is_enabled: true,
  scheduled_details: { cron: "0 3 * * *", body: { name: "all" } },
};

export const functions: Scenario = async ({ call, refused }) => {
  const { namespace } = await call("POST /v2/functions/namespaces", { body: { label: "shop", region: "nyc1" } });
  const path = { namespace_id: namespace.namespace };
  await call("GET /v2/functions/namespaces/{namespace_id}", { path });
  await call("GET /v2/functions/namespaces");

  const body = { name: "nightly", function: "clean/up", ...schedule };
  await call("POST /v2/functions/namespaces/{namespace_id}/triggers", { path, body });
  await refused(400, "POST /v2/functions/namespaces/{namespace_id}/triggers", { path, body: { ...body, name: "" } });
  await call("GET /v2/functions/namespaces/{namespace_id}/triggers", { path });
  const trigger = { ...path, trigger_name: "nightly" };
  await call("GET /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}", { path: trigger });
  const pause = { path: trigger, body: { is_enabled: false } };
  await call("PUT /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}", pause);
  await call("DELETE /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}", { path: trigger });

  const sent = { path, body: { name: "app", expires_in: "7d" } };
  const { access_key } = await call("POST /v2/functions/namespaces/{namespace_id}/keys", sent);
  await refused(409, "POST /v2/functions/namespaces/{namespace_id}/keys", sent);
  const key = { ...path, key_id: access_key.id };
  await call("PUT /v2/functions/namespaces/{namespace_id}/keys/{key_id}", { path: key, body: { name: "web" } });
  await call("GET /v2/functions/namespaces/{namespace_id}/keys", { path });
  await call("DELETE /v2/functions/namespaces/{namespace_id}/keys/{key_id}", { path: key });
  await call("DELETE /v2/functions/namespaces/{namespace_id}", { path });
  await refused(404, "GET /v2/functions/namespaces/{namespace_id}", { path });
};
