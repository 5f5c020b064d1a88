import { DigitalOcean } from "@doapi/client";
import { createSimulator, type Simulator } from "@doapi/simulator";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { type Context, createContext } from "../session/context.js";
import { actionKind } from "./action.js";
import { domainKind } from "./domain.js";
import { recordKind } from "./domain-record.js";
import { dropletKind } from "./droplet.js";
import { type Kind, resolve } from "./identify.js";
import { imageKind } from "./image.js";
import { reservedIpKind } from "./reserved-ip.js";
import { sshKeyKind } from "./ssh-key.js";
import { tagKind } from "./tag.js";

const publicKey = (seed: number) => {
  const head = Buffer.concat([Buffer.from([0, 0, 0, 11]), Buffer.from("ssh-ed25519"), Buffer.from([0, 0, 0, 32])]);
  return `ssh-ed25519 ${Buffer.concat([head, Buffer.alloc(32, seed)]).toString("base64")}`;
};

let simulator: Simulator;
let client: DigitalOcean;
let asked: string[];
let context: Context;

beforeEach(async () => {
  simulator = createSimulator({ pace: 0 });
  client = new DigitalOcean({
    fetch: (input, init) => {
      const url = new URL(String(input));
      url.searchParams.delete("per_page");
      asked.push(`${url.pathname}${url.search}`);
      return simulator.fetch(input, init);
    },
    token: "any",
  });
  const made = await createContext(memoryIo(), {});
  context = { ...made, client: async () => client };
  asked = [];
});
afterEach(() => simulator.close());

/** The ids that words mean, and the requests that it took to know. */
async function look<T>(kind: Kind<T>, words: readonly string[], multiple?: boolean) {
  asked = [];
  const found = await resolve(context, kind, { words, multiple });
  return { ids: found.map(kind.id), asked };
}

describe("a droplet", () => {
  const body = { image: "debian-12-x64", size: "s-1vcpu-1gb", region: "ams3" };

  it("costs one request by id, and one by name, which counts in the case it has", async () => {
    const [upper, lower] = await client.droplets.createMany({ ...body, names: ["Web", "web"] });
    if (upper === undefined || lower === undefined) throw new Error("two droplets were expected");
    expect(await look(dropletKind, [String(lower.id)])).toEqual({
      ids: [lower.id],
      asked: [`/v2/droplets/${lower.id}`],
    });
    expect(await look(dropletKind, ["web"])).toEqual({ ids: [lower.id], asked: ["/v2/droplets?name=web"] });
    await expect(look(dropletKind, ["WEB"])).rejects.toThrow("no such droplet: WEB");
    expect(asked).toEqual(["/v2/droplets?name=WEB", "/v2/droplets?type=gpus&name=WEB"]);
  });
});

describe("an image", () => {
  it("costs one request by id or slug; names cost one reading of the list", async () => {
    const image = await client.images.get("debian-12-x64");
    expect(await look(imageKind, ["debian-12-x64"])).toEqual({ ids: [image.id], asked: ["/v2/images/debian-12-x64"] });
    expect(await look(imageKind, [String(image.id)])).toEqual({ ids: [image.id], asked: [`/v2/images/${image.id}`] });
    const named = await look(imageKind, ["12 x64", "24.04 (LTS) x64"]);
    expect(named.ids).toContain(image.id);
    expect(named.asked).toEqual(["/v2/images"]);
  });
});

describe("an SSH key", () => {
  it("costs one request by id or fingerprint in any case; names cost one reading of the list", async () => {
    const one = await client.sshKeys.create({ name: "one", public_key: publicKey(1) });
    const two = await client.sshKeys.create({ name: "two", public_key: publicKey(2) });
    const at = "/v2/account/keys";
    expect(await look(sshKeyKind, [String(one.id)])).toEqual({ ids: [one.id], asked: [`${at}/${one.id}`] });
    const byPrint = await look(sshKeyKind, [one.fingerprint.toUpperCase()]);
    expect(byPrint.ids).toEqual([one.id]);
    expect(byPrint.asked).toHaveLength(1);
    expect(await look(sshKeyKind, ["one", "two"])).toEqual({ ids: [one.id, two.id], asked: [at] });
  });
});

describe("tags and actions", () => {
  it("are one request each", async () => {
    await client.tags.create("blue");
    expect(await look(tagKind, ["BLUE"])).toEqual({ ids: ["blue"], asked: ["/v2/tags/BLUE"] });
    await client.droplets.create({ name: "a", image: "debian-12-x64", size: "s-1vcpu-1gb", region: "ams3" });
    const [action] = await client.actions.list().all();
    if (action === undefined) throw new Error("an action was expected");
    expect(await look(actionKind, [String(action.id)])).toEqual({
      ids: [action.id],
      asked: [`/v2/actions/${action.id}`],
    });
    await expect(look(actionKind, ["create"])).rejects.toThrow("no such action: create");
  });
});

describe("a reserved IP", () => {
  it("is one request by its address, as dotted quad or as a number of 32 bits", async () => {
    const { ip } = await client.reservedIps.create({ region: "ams3" });
    const number = ip.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
    const asked = [`/v2/reserved_ips/${ip}`];
    expect(await look(reservedIpKind, [ip])).toEqual({ ids: [ip], asked });
    expect(await look(reservedIpKind, [String(number)])).toEqual({ ids: [ip], asked });
  });

  it("is not asked for by what is no address", async () => {
    const words = ["web", "4294967296", "-1", "1.2.3", "::1"];
    await expect(look(reservedIpKind, words)).rejects.toThrow(`no such reserved IP: ${words.join(", ")}`);
    expect(asked).toEqual([]);
  });
});

describe("domains and their records", () => {
  it("are one request each, a domain in any case", async () => {
    const domain = await client.domains.create({ name: "example.com" });
    expect(await look(domainKind, ["Example.COM"])).toEqual({
      ids: ["example.com"],
      asked: ["/v2/domains/Example.COM"],
    });
    const [record] = await domain.records().list().all();
    if (record === undefined) throw new Error("a record was expected");
    expect(await look(recordKind(domain), [String(record.id)])).toEqual({
      ids: [record.id],
      asked: [`/v2/domains/example.com/records/${record.id}`],
    });
    await expect(look(recordKind(domain), ["www"])).rejects.toThrow("no such record of example.com: www");
  });
});
