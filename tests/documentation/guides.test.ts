import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterReads, createSimulator, type Simulator, type SimulatorOptions } from "@doapi/simulator";
import { afterEach, describe, expect, it } from "vitest";
import { Guide } from "./guide.js";
import { digitaloceanApi, doapi, poseidon } from "./older-libraries.js";

const guides = {
  digocn: new Guide("digocn"),
  digitaloceanApi: new Guide("digitalocean-api"),
  poseidon: new Guide("poseidon"),
  doapi: new Guide("doapi"),
};
const plain = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

let simulator: Simulator;
afterEach(() => simulator?.close());

function start(options: SimulatorOptions = {}): Simulator {
  simulator = createSimulator({ now: Date.UTC(2026, 0, 1), ...options });
  return simulator;
}

/** What the API says now. */
async function read<T>(path: string): Promise<T> {
  const response = await simulator.fetch(`https://api.digitalocean.com${path}`);
  return (await response.json()) as T;
}

interface Droplets {
  readonly droplets: { readonly id: number; readonly name: string; readonly status: string }[];
}
const statuses = async () => {
  const { droplets } = await read<Droplets>("/v2/droplets");
  return droplets.map(({ name, status }) => `${name} ${status}`).sort();
};
const changes = () =>
  simulator.requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);

describe("coming from digocn", () => {
  it("has the sample program: it lists, creates, waits and destroys", async () => {
    start({ lifecycles: { "droplet.create": afterReads(2) } });
    const written = await guides.digocn.run(0, simulator);
    const of = (kind: string) => written.filter((line) => line.startsWith(`${kind} `));
    expect(of("size")).toHaveLength((await read<{ meta: { total: number } }>("/v2/sizes")).meta.total);
    expect(of("image")).toHaveLength((await read<{ meta: { total: number } }>("/v2/images")).meta.total);
    expect(of("region")).toContain("region nyc3");
    const polled = ["action create in-progress", "action create in-progress", "action create completed"];
    expect(of("action")).toEqual([...polled, ...polled]);
    expect(of("droplet").sort()).toEqual(["droplet test1 active", "droplet test2 active"]);
    simulator.clock.advance(60_000);
    expect(await statuses()).toEqual([]);
    expect(changes()).toEqual([
      "POST /v2/droplets",
      "POST /v2/droplets",
      expect.stringMatching(/^DELETE \/v2\/droplets\/\d+$/),
      expect.stringMatching(/^DELETE \/v2\/droplets\/\d+$/),
    ]);
  });

  it("stops when a creation errored", async () => {
    start({ lifecycles: { "droplet.create": { after: 0, outcome: "errored" } } });
    await expect(guides.digocn.run(0, simulator)).rejects.toThrow(/action \d+ errored/);
  });
});

describe("coming from digitalocean-api", () => {
  it("has whole bodies, whole lists and objects", async () => {
    start().seed({ droplets: [{ ...plain, name: "web-1" }] });
    expect(await guides.digitaloceanApi.run(0, simulator)).toEqual([
      "1 of 1",
      "droplets, links, meta",
      "web-1 shutdown in-progress completed",
    ]);
    expect(await statuses()).toEqual(["web-1 off"]);
  });

  it("has the function that its table is written with", async () => {
    start({ pace: 0 }).seed({ droplets: [{ ...plain, name: "web-1" }] });
    await guides.digitaloceanApi.run(0, simulator);
    const written = await guides.digitaloceanApi.run(1, simulator);
    expect(written).toEqual([expect.stringMatching(/^\{\s+action: \{[^}]+type: 'power_on'/)]);
    expect(await statuses()).toEqual(["web-1 active"]);
  });

  it("has a row for every method", () => {
    expect(guides.digitaloceanApi.names.toSorted()).toEqual(digitaloceanApi.toSorted());
  });
});

describe("coming from poseidon", () => {
  it("has the script that powers off and takes a snapshot", async () => {
    start().seed({
      droplets: [
        { ...plain, name: "web-1" },
        { ...plain, name: "web-2" },
      ],
    });
    const [line, ...more] = await guides.poseidon.run(0, simulator);
    expect(line).toMatch(/^web-1 before the upgrade [\d.]+ GB$/);
    expect(more).toEqual([]);
    expect(await statuses()).toEqual(["web-1 active", "web-2 active"]);
    const { actions } = await read<{ actions: { type: string; status: string }[] }>("/v2/actions");
    expect(actions.slice(0, 3).map(({ type, status }) => `${type} ${status}`)).toEqual([
      "power_on completed",
      "snapshot completed",
      "power_off completed",
    ]);
  });

  it("has the deployment of a droplet, a domain and its records", async () => {
    const public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm me@laptop";
    start({ lifecycles: { "droplet.network": 45_000 } }).seed({ ssh_keys: [{ name: "laptop", public_key }] });
    const [line = "", ...more] = await guides.poseidon.run(1, simulator);
    const address = /^app\.example\.com leads to ([\d.]+)$/.exec(line)?.[1];
    expect(more).toEqual([]);
    expect(address).toBeDefined();
    expect(await statuses()).toEqual(["app active"]);
    const { droplets } = await read<{ droplets: { networks: { v4: object[] } }[] }>("/v2/droplets");
    expect(droplets[0]?.networks.v4).toContainEqual(expect.objectContaining({ ip_address: address, type: "public" }));
    type Records = { domain_records: { type: string; name: string; data: string; ttl: number }[] };
    const { domain_records } = await read<Records>("/v2/domains/example.com/records?type=A");
    expect(domain_records.map(({ name, data, ttl }) => ({ name, data, ttl }))).toEqual([
      { name: "@", data: address, ttl: 1800 },
      { name: "app", data: address, ttl: 300 },
    ]);
  });

  it("has a row for everything that could be called", () => {
    expect(guides.poseidon.names.toSorted()).toEqual(poseidon.toSorted());
  });
});

describe("coming from doapi", () => {
  const web = (names: string[]) => names.map((name) => ({ ...plain, name, tags: ["web"] }));

  it("has the shutdown of everything that is up", async () => {
    start().seed({ droplets: web(["a", "b", "c"]) });
    const { droplets } = await read<Droplets>("/v2/droplets");
    const [first] = droplets;
    const url = `https://api.digitalocean.com/v2/droplets/${first?.id}/actions`;
    await simulator.fetch(url, { method: "POST", body: '{"type":"power_off"}' });
    simulator.clock.advance(60_000);
    const written = await guides.doapi.run(0, simulator);
    const others = droplets.slice(1).map(({ id }) => `${id} shutdown completed`);
    expect(written.toSorted()).toEqual(others.toSorted());
    expect(await statuses()).toEqual(["a off", "b off", "c off"]);
  });

  it("has bulk actions by tag, and the wait for what they are done to", async () => {
    start().seed({ droplets: web(["a", "b"]) });
    await guides.doapi.run(0, simulator);
    expect((await guides.doapi.run(1, simulator)).toSorted()).toEqual(["a is active", "b is active"]);
    const { images } = await read<{ images: { name: string }[] }>("/v2/images?private=true");
    expect(images.map(({ name }) => name)).toEqual(["nightly", "nightly"]);
  });

  it("has waits that end at the limit and by Ctrl-C, and say what goes on", async () => {
    start().seed({ droplets: web(["a", "b"]) });
    let pauses = 0;
    const listeners = process.listenerCount("SIGINT");
    const whileSleeping = () => {
      pauses += 1;
      if (pauses === 5) process.emit("SIGINT");
    };
    expect(await guides.doapi.run(2, simulator, { whileSleeping })).toEqual([
      "2 are not finished yet",
      "interrupted; 2 go on without us",
    ]);
    // Three pauses of two seconds to the limit of six, then two until the signal.
    expect(pauses).toBe(5);
    expect(process.listenerCount("SIGINT")).toBe(listeners);
    simulator.clock.advance(60_000);
    const { actions } = await read<{ actions: { type: string; status: string }[] }>("/v2/actions");
    expect(actions.slice(0, 2)).toMatchObject([
      { type: "rebuild", status: "completed" },
      { type: "rebuild", status: "completed" },
    ]);
  });

  it("has a row for every method of every class, and none twice", () => {
    expect(guides.doapi.names.toSorted()).toEqual(doapi.toSorted());
  });
});

it("no guide has a program that is not run here", () => {
  expect(Object.values(guides).map(({ programs }) => programs.length)).toEqual([1, 2, 2, 3]);
});

/** What the tables speak of. */
const prelude = `
import {
  type Account, type Action, ActionError, AmbiguousResultError, ApiError, AuthenticationError, ConflictError, DigitalOcean,
  DigitalOceanError, type Domain, type DomainRecord, type DomainRecords, type Droplet, type DropletActionBody, type Image, type Kernel, MissingTokenError,
  NetworkError, NotFoundError, PermissionError, RateLimitError, type Region, type ReservedIp, ResponseFormatError, ServerError,
  type Size, type SshKey, type Tag, TimeoutError, UnprocessableError, WaitTimeoutError,
} from "@doapi/client";
import { connect, type Ssh, sh } from "@doapi/ssh";
declare const client: DigitalOcean;
declare const account: Account, action: Action, domain: Domain, droplet: Droplet, image: Image, key: SshKey, kernel: Kernel;
declare const network: NonNullable<Droplet["networks"]["v4"]>[number], record: DomainRecord, records: DomainRecords, region: Region;
declare const reservedIp: ReservedIp, size: Size, tag: Tag;
declare const actionError: ActionError, apiError: ApiError, waitError: WaitTimeoutError;
declare const ssh: Ssh;
declare const id: number, name: string;
declare function act(id: number, body: DropletActionBody): unknown;
`;

it("every expression in a table of a guide compiles", () => {
  const expressions = Object.values(guides).flatMap(({ rows }) =>
    rows.flatMap(({ place, cells }) =>
      cells.slice(1).flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => ({ place, code }))),
    ),
  );
  expect(expressions.length).toBeGreaterThan(300);
  const lines = expressions.map(({ place, code }) => `void (${code}); // ${place}`);
  const folder = fileURLToPath(new URL("../../.cache/guides", import.meta.url));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "tables.ts"), [prelude.trim(), ...lines, ""].join("\n"));
  const configuration = { extends: "../../tsconfig.json", include: ["*.ts"], exclude: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
  const before = prelude.trim().split("\n").length;
  const errors = stdout.replaceAll(/^.*tables\.ts\((\d+),\d+\)/gm, (_, line: string) => {
    const expression = expressions[Number(line) - before - 1];
    return `${expression?.place}: ${expression?.code}\n`;
  });
  expect(errors).toBe("");
});
