import { type DigitalOcean, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const read = { bucket: "photos", permission: "read" };
const write = { bucket: "music", permission: "readwrite" };
const everything = { bucket: "", permission: "fullaccess" };

const newKey = async (client: DigitalOcean, name: string, grants = [read]) =>
  (await client.request("POST /v2/spaces/keys", { body: { name, grants } })).key;

bothWays("Spaces keys", (connect) => {
  it("tell their secret once, in the answer that makes them", async () => {
    const { client } = await connect();
    const { secret_key, ...key } = await newKey(client, "app");
    expect(secret_key).toMatch(/^simulated-secret-[0-9a-f]{26}$/);
    expect(key).toEqual({
      name: "app",
      grants: [read],
      access_key: expect.stringMatching(/^DOSIMULATED[0-9A-F]{10}$/) as string,
      created_at: "2026-11-20T12:00:00Z",
    });
    const path = { access_key: key.access_key ?? "" };
    expect(await client.request("GET /v2/spaces/keys/{access_key}", { path })).toEqual({ key });
    expect(await client.paginate("GET /v2/spaces/keys").all()).toEqual([key]);
    await client.request("DELETE /v2/spaces/keys/{access_key}", { path });
    await expect(client.request("GET /v2/spaces/keys/{access_key}", { path })).rejects.toBeInstanceOf(NotFoundError);
  });

  it("are listed newest first, by other orders, and by what they allow", async () => {
    const { client } = await connect();
    await newKey(client, "b");
    await newKey(client, "c", [read, write]);
    await newKey(client, "a", [everything]);
    const names = async (query = {}) =>
      (await client.paginate("GET /v2/spaces/keys", { query }).all()).map(({ name }) => name);
    expect(await names()).toEqual(["a", "c", "b"]);
    expect(await names({ sort: "created_at", sort_direction: "asc" })).toEqual(["b", "c", "a"]);
    expect(await names({ sort: "name", sort_direction: "asc" })).toEqual(["a", "b", "c"]);
    expect(await names({ sort: "name", sort_direction: "desc" })).toEqual(["c", "b", "a"]);
    expect(await names({ bucket: "photos" })).toEqual(["c", "b"]);
    expect(await names({ permission: "fullaccess" })).toEqual(["a"]);
    expect(await names({ name: "b", bucket: "photos" })).toEqual(["b"]);
    await expect(names({ sort: "colour" })).rejects.toBeInstanceOf(UnprocessableError);
    await expect(names({ sort_direction: "up" })).rejects.toBeInstanceOf(UnprocessableError);
  });

  it("change their name and their buckets, but not from some to all", async () => {
    const { client } = await connect();
    const { secret_key: _, ...key } = await newKey(client, "app");
    const path = { access_key: key.access_key ?? "" };
    const body = { name: "web", grants: [read, write] };
    const put = await client.request("PUT /v2/spaces/keys/{access_key}", { path, body });
    expect(put.key).toEqual({ ...key, ...body });
    const patched = await client.request("PATCH /v2/spaces/keys/{access_key}", { path, body: { name: "shop" } });
    expect(patched.key).toEqual({ ...put.key, name: "shop" });
    const patch = (change: { name?: string; grants?: (typeof read)[] }) =>
      client.request("PATCH /v2/spaces/keys/{access_key}", { path, body: change });
    await expect(patch({ grants: [everything] })).rejects.toMatchObject({ status: 400 });
    await expect(patch({ name: "" })).rejects.toBeInstanceOf(UnprocessableError);
    const nameless = client.request("PUT /v2/spaces/keys/{access_key}", { path, body: { grants: [read] } });
    await expect(nameless).rejects.toBeInstanceOf(UnprocessableError);
    expect(await client.request("GET /v2/spaces/keys/{access_key}", { path })).toEqual(patched);
  });

  it("are refused with grants that cannot be", async () => {
    const { client } = await connect();
    await expect(newKey(client, "both", [read, everything])).rejects.toThrow(
      "cannot mix fullaccess permission with scoped permissions.",
    );
    for (const grant of [
      { bucket: "", permission: "read" },
      { bucket: "photos", permission: "own" },
    ]) {
      await expect(newKey(client, "odd", [grant])).rejects.toBeInstanceOf(UnprocessableError);
    }
    expect((await newKey(client, "none", [])).grants).toEqual([]);
  });
});
