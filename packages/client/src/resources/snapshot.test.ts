import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { DigitalOcean } from "../digitalocean.js";
import { clientWith } from "../testing/scripted-client.js";
import type { Droplet } from "./droplet.js";

const wire = {
  id: 7,
  name: "web-1",
  status: "resting",
  kernel: null,
  new_field: { deep: [1, null, { x: "ä" }] },
  networks: { v4: [], v6: [] },
};

async function dropletFrom(fields: object): Promise<Droplet> {
  return clientWith({ body: { droplet: fields } }).client.droplets.get(7);
}

describe("a snapshot", () => {
  it("has the fields of the wire: unknown ones, nulls and unknown values too", async () => {
    const droplet = await dropletFrom(wire);
    expect(Object.entries(droplet)).toEqual(Object.entries(wire));
    expect(droplet.kernel).toBeNull();
    expect(droplet.status).toBe("resting");
    expect(Reflect.get(droplet, "new_field")).toEqual(wire.new_field);
    expect(Reflect.get(droplet, "vpc_uuid")).toBeUndefined();
  });

  it("is, as JSON, what the API sent", async () => {
    expect(JSON.stringify(await dropletFrom(wire))).toBe(JSON.stringify(wire));
    expect(JSON.stringify({ all: [await dropletFrom(wire)] })).toBe(JSON.stringify({ all: [wire] }));
  });

  it("is not changed by what is done to its JSON", async () => {
    const droplet = await dropletFrom(wire);
    droplet.toJSON().name = "other";
    expect([droplet.name, droplet.toJSON().name]).toEqual(["web-1", "web-1"]);
  });

  it("keeps its methods where the wire has a field of the same name, and keeps the field in its JSON", async () => {
    const clash = { id: 7, fetch: "f", delete: 1, toJSON: "t", constructor: "c", active: "a", toString: 2 };
    const { client, sent } = clientWith({ body: { droplet: clash } }, { body: { droplet: wire } });
    const droplet = await client.droplets.get(7);
    expect(JSON.parse(JSON.stringify(droplet))).toEqual(clash);
    expect(droplet.active).toBe(false);
    expect((await droplet.fetch()).name).toBe("web-1");
    expect(sent()).toHaveLength(2);
  });

  it("is not led astray by a field __proto__", async () => {
    const body = '{"droplet":{"id":7,"__proto__":{"active":"yes"},"status":"off"}}';
    const droplet = await clientWith({ body }).client.droplets.get(7);
    expect([droplet.active, droplet.off, droplet.id]).toEqual([false, true, 7]);
  });

  it.each(["name", "kernel", "new_field", "fetch", "active", "surprise"])(
    "does not let %s be changed",
    async (field) => {
      const droplet = await dropletFrom(wire);
      expect(() => {
        Object.assign(droplet, { [field]: "other" });
      }).toThrow(TypeError);
      expect(Reflect.deleteProperty(droplet, "name")).toBe(false);
      expect(droplet.name).toBe("web-1");
    },
  );

  it("shows its fields, and neither the client nor its token", async () => {
    const fetch = () => Promise.resolve(new Response(JSON.stringify({ droplet: wire })));
    const droplet = await new DigitalOcean({ token: "dop_v1_secret", fetch }).droplets.get(7);
    expect(inspect(droplet)).toContain("name: 'web-1'");
    expect(inspect(droplet)).not.toContain("Core");
    expect(inspect(droplet, { showHidden: true, depth: 20, getters: true })).not.toContain("dop_v1_secret");
    expect(Object.keys(droplet)).toEqual(Object.keys(wire));
  });
});
