import { ConflictError, NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
const shop = { name: "shop", purpose: "Web Application" };

bothWays("projects", (connect) => {
  it("are created, read, found, changed and deleted", async () => {
    const { client, simulator } = await connect();
    const project = await client.projects.create({ ...shop, environment: "Staging" });
    expect(project).toMatchObject({
      ...shop,
      description: "",
      environment: "Staging",
      is_default: false,
      created_at: "2026-11-20T12:00:00Z",
    });
    expect(await project.fetch()).toEqual(project);
    expect(await client.projects.find({ name: "shop" })).toEqual(project);
    expect((await client.projects.list().all()).map((each) => [each.name, each.is_default])).toEqual([
      ["My first project", true],
      ["shop", false],
    ]);
    simulator.clock.advance(60_000);
    const patched = await project.patch({ description: "sells" });
    expect(patched).toMatchObject({ ...shop, description: "sells", updated_at: "2026-11-20T12:01:00Z" });
    const body = { name: "store", description: "", purpose: "my own", environment: "Production", is_default: false };
    const updated = await project.update(body as Parameters<typeof project.update>[0]);
    expect(updated).toMatchObject({ name: "store", description: "", purpose: "Other: my own" });
    await project.delete();
    await expect(project.fetch()).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.projects.list().all()).toHaveLength(1);
  });

  it("are joined by everything new, the default one unless told otherwise", async () => {
    const { client } = await connect();
    const droplet = await client.droplets.create({ ...plain, name: "web-1" });
    const standard = await client.projects.default();
    expect(standard.is_default).toBe(true);
    const { resources: wire } = await client.request("GET /v2/projects/default/resources");
    const endpoint = wire[0]?.links?.self?.replace(/\/v2\/.*/, "");
    expect(wire).toEqual([
      {
        urn: `do:droplet:${droplet.id}`,
        assigned_at: "2026-11-20T12:00:00Z",
        links: { self: `${endpoint}/v2/droplets/${droplet.id}` },
        status: "ok",
      },
    ]);
    expect(await standard.resources().all()).toEqual(wire);
    expect(await client.projects.resources("default").all()).toEqual(wire);
  });

  it("take resources from each other, by URN or by object", async () => {
    const { client, simulator } = await connect();
    const [one, two] = await client.droplets.createMany({ ...plain, names: ["one", "two"] }).ready();
    if (one === undefined || two === undefined) throw new Error("two droplets were asked for");
    const project = await client.projects.create(shop);
    const statuses = (list: readonly { urn: string; status: string }[]) => list.map(({ urn, status }) => [urn, status]);
    expect(statuses(await project.assign([one, "do:droplet:7"]))).toEqual([
      [one.urn, "assigned"],
      ["do:droplet:7", "not_found"],
    ]);
    expect(statuses(await client.projects.assign(project, [one.urn, two]))).toEqual([
      [one.urn, "already_assigned"],
      [two.urn, "assigned"],
    ]);
    expect(await client.projects.resources("default").all()).toEqual([]);
    await client.projects.ref("default").assign([two]);
    expect((await client.projects.resources("default").all()).map(({ urn }) => urn)).toEqual([two.urn]);

    const error = await project.delete().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ status: 412 });
    expect(String(error)).toContain("cannot delete a project with resources");
    await one.delete();
    simulator.clock.advance(10_000);
    expect(await project.resources().all()).toEqual([]);
    await project.delete();
  });

  it("keep what they have when another one becomes the default", async () => {
    const { client } = await connect();
    const before = await client.droplets.create({ ...plain, name: "before" });
    const original = await client.projects.default();
    const project = await client.projects.create(shop);
    expect((await project.patch({ is_default: true })).is_default).toBe(true);
    expect((await client.projects.default()).id).toBe(project.id);
    expect((await original.fetch()).is_default).toBe(false);
    const after = await client.droplets.create({ ...plain, name: "after" });
    expect((await original.resources().all()).map(({ urn }) => urn)).toEqual([before.urn]);
    expect((await project.resources().all()).map(({ urn }) => urn)).toEqual([after.urn]);
    await project.assign([before]);
    await original.delete();
    expect((await client.projects.list().all()).map(({ id }) => id)).toEqual([project.id]);
  });

  it("always have a default one, which can be changed", async () => {
    const { client } = await connect();
    expect((await client.projects.default()).name).toBe("My first project");
    await expect(client.projects.delete(await client.projects.default())).rejects.toThrow(
      "cannot delete the default project",
    );
    await expect(client.projects.patch("default", { is_default: false })).rejects.toBeInstanceOf(ConflictError);
    expect((await client.projects.patch("default", { name: "Main" })).name).toBe("Main");
    const full = {
      name: "All",
      description: "d",
      purpose: "IoT",
      environment: "Production",
      is_default: true,
    } as const;
    expect(await client.projects.update("default", full)).toMatchObject(full);
    expect(await client.projects.list().all()).toHaveLength(1);
  });

  it("are refused with a name that is taken or too long, without a purpose, and changed by nothing", async () => {
    const { client } = await connect();
    const project = await client.projects.create(shop);
    await expect(client.projects.create({ ...shop, name: "Shop" })).rejects.toBeInstanceOf(ConflictError);
    await expect(project.patch({ name: "my first project" })).rejects.toBeInstanceOf(ConflictError);
    for (const wrong of [{ name: "a".repeat(176) }, { name: " " }, { name: "other", purpose: "" }]) {
      await expect(client.projects.create({ ...shop, ...wrong })).rejects.toBeInstanceOf(UnprocessableError);
    }
    await expect(project.patch({})).rejects.toBeInstanceOf(UnprocessableError);
    await expect(project.assign(["droplet 7"])).rejects.toBeInstanceOf(UnprocessableError);
    await expect(client.projects.get("0b0bd8b4-6d8a-4d5b-9f4f-6d25a35d4b0a")).rejects.toBeInstanceOf(NotFoundError);
    expect(await client.projects.list().all()).toHaveLength(2);
  });
});
