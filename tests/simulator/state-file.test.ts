import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSimulator } from "@doapi/simulator";
import { IMPORT, Program } from "./program.js";

let program: Program;
beforeAll(() => {
  program = new Program();
});
afterAll(() => program.remove());

const headers = { authorization: "Bearer t", "content-type": "application/json" };
const WIDE = "limits: false, dropletLimit: 100000";

async function createTag(url: string, name: string): Promise<number> {
  const response = await fetch(`${url}/v2/tags`, { method: "POST", headers, body: JSON.stringify({ name }) });
  await response.arrayBuffer();
  return response.status;
}

async function read<T>(url: string, path: string): Promise<T> {
  const response = await fetch(url + path, { headers });
  return (await response.json()) as T;
}

interface TagList {
  tags: { name: string }[];
  meta: { total: number };
}

describe("a state file", () => {
  it("has everything that was answered when the process is killed in the middle of writing", async () => {
    const state = JSON.stringify(program.stateFile("killed.db"));
    const server = await program.serve(`{ state: ${state}, ${WIDE} }`);
    const answered: string[] = [];
    const write = async (writer: number) => {
      for (let number = 0; ; number++) {
        const name = `w${writer}-${number}`;
        const status = await createTag(server.url, name).catch(() => undefined);
        if (status === undefined) return;
        answered.push(name);
        if (answered.length === 200) server.kill();
      }
    };
    await Promise.all([write(1), write(2), write(3), write(4)]);
    expect(await server.ended).toBeNull();
    const again = await program.serve(`{ state: ${state}, ${WIDE} }`);
    const found = new Set<string>();
    for (let page = 1; found.size < page * 200; page++) {
      const { tags } = await read<TagList>(again.url, `/v2/tags?per_page=200&page=${page}`);
      if (tags.length === 0) break;
      for (const { name } of tags) found.add(name);
    }
    expect(answered.length).toBeGreaterThanOrEqual(200);
    expect(answered.filter((name) => !found.has(name))).toEqual([]);
  });

  it("is shared by processes, each of which sees at once what the other did", async () => {
    const state = JSON.stringify(program.stateFile("shared.db"));
    const [one, two] = await Promise.all([
      program.serve(`{ state: ${state}, ${WIDE}, pace: 0 }`),
      program.serve(`{ state: ${state}, ${WIDE}, pace: 0 }`),
    ]);
    for (let number = 1; number <= 20; number++) {
      const [writer, reader] = number % 2 === 0 ? [one, two] : [two, one];
      expect(await createTag(writer.url, `t${number}`)).toBe(201);
      expect((await read<TagList>(reader.url, "/v2/tags")).meta.total).toBe(number);
    }
  });

  it("gives every Droplet its own id, address and action when processes create at the same time", async () => {
    const state = JSON.stringify(program.stateFile("busy.db"));
    const servers = await Promise.all([1, 2, 3].map(() => program.serve(`{ state: ${state}, ${WIDE}, pace: 0 }`)));
    const body = JSON.stringify({
      name: "a",
      size: "s-1vcpu-1gb",
      image: "ubuntu-24-04-x64",
      region: "nyc3",
      tags: ["t"],
    });
    const create = ({ url }: { url: string }) => fetch(`${url}/v2/droplets`, { method: "POST", headers, body });
    const answers = await Promise.all(servers.flatMap((server) => Array.from({ length: 20 }, () => create(server))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    type Droplets = { droplets: { id: number; status: string; networks: { v4: { ip_address: string }[] } }[] };
    const { droplets } = await read<Droplets>(servers[0]?.url ?? "", "/v2/droplets?per_page=200");
    expect(new Set(droplets.map(({ id }) => id)).size).toBe(60);
    expect(new Set(droplets.flatMap(({ networks }) => networks.v4.map(({ ip_address }) => ip_address))).size).toBe(120);
    expect(droplets.every(({ status }) => status === "active")).toBe(true);
    expect((await read<TagList>(servers[1]?.url ?? "", "/v2/actions")).meta.total).toBe(60);
  });

  it("is made once when processes start on it at the same time", async () => {
    const state = JSON.stringify(program.stateFile("new.db"));
    const source = `${IMPORT} const s = createSimulator({ state: ${state} });
      await s.fetch("http://x/v2/tags", { method: "POST", body: JSON.stringify({ name: "p" + process.pid }) });
      await s.close();`;
    const all = Array.from({ length: 6 }, () => program.run(source).ended);
    expect(await Promise.all(all)).toEqual([0, 0, 0, 0, 0, 0]);
    const simulator = createSimulator({ state: JSON.parse(state) as string });
    const { meta } = (await (await simulator.fetch("http://x/v2/tags")).json()) as TagList;
    expect(meta.total).toBe(6);
    await simulator.close();
  });

  it("keeps what is due, and the clock, for the process that comes next", async () => {
    const state = program.stateFile("due.db");
    const first = createSimulator({ state, now: Date.UTC(2026, 0, 1) });
    const body = JSON.stringify({ name: "a", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" });
    await first.fetch("http://x/v2/droplets", { method: "POST", body });
    first.clock.advance(29_000);
    await first.close();
    const source = `${IMPORT} const s = createSimulator({ state: ${JSON.stringify(state)} });
      const status = async () => (await (await s.fetch("http://x/v2/droplets")).json()).droplets[0].status;
      console.log(s.clock.frozen, await status());
      s.clock.advance(1000);
      console.log(await status());`;
    const next = program.run(source);
    expect([await next.line(), await next.line()]).toEqual(["true new", "active"]);
    const third = createSimulator({ state });
    expect(third.clock.now()).toBe(Date.UTC(2026, 0, 1, 0, 0, 30));
    await third.close();
  });
});
