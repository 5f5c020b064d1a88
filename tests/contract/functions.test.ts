import { ConflictError, type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const nightly = {
  name: "nightly",
  function: "clean/up",
  type: "SCHEDULED",
  is_enabled: true,
  scheduled_details: { cron: "0 3 * * *", body: { name: "all" } },
};

const newNamespace = async (client: DigitalOcean, label = "shop") =>
  (await client.request("POST /v2/functions/namespaces", { body: { label, region: "nyc1" } })).namespace;

bothWays("functions", (connect) => {
  it("have namespaces, which are named in two ways", async () => {
    const { client } = await connect();
    const namespace = await newNamespace(client);
    expect(namespace).toMatchObject({ label: "shop", region: "nyc1", namespace: `fn-${namespace.uuid}` });
    expect(namespace.key).toMatch(/^simulated[0-9a-f]{54}$/);
    const get = (namespace_id = "") =>
      client.request("GET /v2/functions/namespaces/{namespace_id}", { path: { namespace_id } });
    expect(await get(namespace.namespace)).toEqual({ namespace });
    expect(await get(namespace.uuid)).toEqual({ namespace });
    expect(await client.request("GET /v2/functions/namespaces")).toEqual({ namespaces: [namespace] });
    await client.request("DELETE /v2/functions/namespaces/{namespace_id}", {
      path: { namespace_id: namespace.namespace ?? "" },
    });
    await expect(get(namespace.uuid)).rejects.toThrow("namespace not found");
  });

  it("have namespaces with labels of their own, in regions that there are", async () => {
    const { client } = await connect();
    await newNamespace(client);
    await expect(newNamespace(client)).rejects.toBeInstanceOf(UnprocessableError);
    await expect(newNamespace(client, "")).rejects.toThrow("Invalid request payload: missing label field");
    const nowhere = client.request("POST /v2/functions/namespaces", { body: { label: "far", region: "mars1" } });
    await expect(nowhere).rejects.toBeInstanceOf(UnprocessableError);
  });

  it("are triggered by the clock", async () => {
    const { client } = await connect();
    const { namespace: namespace_id = "" } = await newNamespace(client);
    const path = { namespace_id };
    const create = (body = {}) =>
      client.request("POST /v2/functions/namespaces/{namespace_id}/triggers", { path, body: { ...nightly, ...body } });
    const { trigger } = await create();
    expect(trigger).toEqual({
      ...nightly,
      namespace: namespace_id,
      created_at: "2026-11-20T12:00:00Z",
      updated_at: "2026-11-20T12:00:00Z",
      scheduled_runs: { last_run_at: null, next_run_at: "2026-11-21T03:00:00Z" },
    });
    await expect(create()).rejects.toBeInstanceOf(ConflictError);
    await expect(create({ name: "", function: " " })).rejects.toThrow(
      "validating create trigger: validation error: missing trigger name, missing function name",
    );
    for (const body of [{ type: "EVENT" }, { scheduled_details: { cron: "" } }, { scheduled_details: { cron: "x" } }]) {
      await expect(create({ name: "other", ...body })).rejects.toMatchObject({ status: 400 });
    }
    const one = { ...path, trigger_name: "nightly" };
    const update = (body: object) =>
      client.request("PUT /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}", { path: one, body });
    const hourly = await update({ scheduled_details: { cron: "30 * * * *" } });
    expect(hourly.trigger.scheduled_runs?.next_run_at).toBe("2026-11-20T12:30:00Z");
    const { trigger: paused } = await update({ is_enabled: false });
    expect(paused).toMatchObject({ is_enabled: false, scheduled_runs: { next_run_at: null } });
    const { triggers } = await client.request("GET /v2/functions/namespaces/{namespace_id}/triggers", { path });
    expect(triggers).toEqual([paused]);
    await client.request("DELETE /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}", { path: one });
    await expect(update({})).rejects.toThrow("trigger not found");
  });

  it("have access keys, which tell their secret once", async () => {
    const { client } = await connect();
    const { namespace: namespace_id = "" } = await newNamespace(client);
    const path = { namespace_id };
    const create = async (name: string, expires_in?: string) => {
      const body = { name, ...(expires_in !== undefined && { expires_in }) };
      return (await client.request("POST /v2/functions/namespaces/{namespace_id}/keys", { path, body })).access_key;
    };
    const { secret, ...key } = await create("app", "7d");
    expect(secret).toMatch(/^simulated-secret-/);
    expect(key).toMatchObject({ name: "app", expires_at: "2026-11-27T12:00:00Z" });
    expect((await create("forever")).expires_at).toBeNull();
    await expect(create("app")).rejects.toBeInstanceOf(ConflictError);
    for (const wrong of ["0h", "7", "7w"]) await expect(create("odd", wrong)).rejects.toMatchObject({ status: 400 });

    const one = { ...path, key_id: key.id ?? "" };
    const rename = (name: string) =>
      client.request("PUT /v2/functions/namespaces/{namespace_id}/keys/{key_id}", { path: one, body: { name } });
    const { access_key } = await rename("web");
    expect(access_key).toEqual({ ...key, name: "web" });
    await expect(rename("forever")).rejects.toBeInstanceOf(ConflictError);
    const list = () => client.request("GET /v2/functions/namespaces/{namespace_id}/keys", { path });
    expect(await list()).toMatchObject({ access_keys: [access_key, { name: "forever" }], count: 2 });
    await client.request("DELETE /v2/functions/namespaces/{namespace_id}/keys/{key_id}", { path: one });
    await expect(rename("web")).rejects.toBeInstanceOf(NotFoundError);
    expect((await list()).count).toBe(1);
  });

  it("lose everything with their namespace", async () => {
    const { client } = await connect();
    const { namespace: namespace_id = "" } = await newNamespace(client);
    const path = { namespace_id };
    await client.request("POST /v2/functions/namespaces/{namespace_id}/triggers", { path, body: nightly });
    await client.request("POST /v2/functions/namespaces/{namespace_id}/keys", { path, body: { name: "app" } });
    await client.request("DELETE /v2/functions/namespaces/{namespace_id}", { path });
    const keys = client.request("GET /v2/functions/namespaces/{namespace_id}/keys", { path });
    await expect(keys).rejects.toThrow("namespace not found");
  });
});
