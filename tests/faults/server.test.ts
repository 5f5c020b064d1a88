import { connect } from "node:net";
import { createSimulator, type Simulator } from "@doapi/simulator";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

let simulator: Simulator;
let url: string;
beforeEach(async () => {
  simulator = createSimulator({ now: Date.UTC(2026, 0, 1) });
  ({ url } = await simulator.listen());
});
afterEach(() => simulator.close());

const json = (response: Response) => response.json() as Promise<Record<string, unknown>>;
const addFault = (rule: unknown) => fetch(`${url}/_sim/faults`, { method: "POST", body: JSON.stringify(rule) });

/** What comes over the wire for one request, and whether the connection was reset. */
function exchange(request: string): Promise<{ text: string; code: unknown }> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    let text = "";
    let code: unknown;
    socket.on("data", (chunk) => (text += String(chunk)));
    socket.on("error", (error) => (code = Reflect.get(error, "code")));
    socket.on("close", () => resolve({ text, code }));
    socket.write(request);
  });
}

const GET = "GET /v2/account HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer t\r\n\r\n";

it("resets the connection without a byte of an answer", async () => {
  simulator.faults.add({ effect: { type: "reset" } });
  expect(await exchange(GET)).toEqual({ text: "", code: "ECONNRESET" });
});

it("promises more bytes than it sends, and closes the connection", async () => {
  simulator.faults.add({ effect: { type: "truncated", bytes: 11 } });
  const { text, code } = await exchange(GET);
  const [head = "", body] = text.split("\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(Number(/content-length: (\d+)/.exec(head)?.[1])).toBeGreaterThan(100);
  expect([body, code]).toEqual(['{"account":', undefined]);
});

it("is steered by any program: what curl would send", async () => {
  const rule = { on: "POST /v2/tags", times: 1, effect: { type: "status", status: 503, when: "after" } };
  expect(await json(await addFault(rule))).toMatchObject({ fault: { id: 1, ...rule, matched: 0, struck: 0 } });
  const headers = { authorization: "Bearer t", "content-type": "application/json" };
  const create = () => fetch(`${url}/v2/tags`, { method: "POST", headers, body: '{"name":"a"}' });
  const refused = await create();
  expect([refused.status, refused.headers.get("content-type"), await refused.text()]).toEqual([
    503,
    "text/plain",
    "Service Unavailable",
  ]);
  expect(await json(await fetch(`${url}/v2/tags/a`, { headers }))).toMatchObject({ tag: { name: "a" } });
  expect((await create()).status).toBe(201);
  expect(await json(await fetch(`${url}/_sim/faults`))).toMatchObject({ faults: [{ matched: 2, struck: 1 }] });
  expect(await json(await fetch(`${url}/_sim/requests`))).toMatchObject({
    requests: [{ status: 503, faults: [{ id: 1, effect: "status" }] }, { status: 200 }, { status: 201 }],
  });
  expect((await fetch(`${url}/_sim/faults`, { method: "DELETE" })).status).toBe(200);
  expect(simulator.faults.list()).toEqual([]);
});

it("tells what is wrong with a rule", async () => {
  const response = await addFault({ effect: { type: "status", status: "503" } });
  expect([response.status, await json(response)]).toMatchObject([
    422,
    { id: "unprocessable_entity", message: "effect.status must be a whole number from 400 to 599." },
  ]);
});

it("stops with requests that hang or wait, and does what was asked before it waited", async () => {
  simulator.faults.add({ on: "account_get", effect: { type: "hang" } });
  simulator.faults.add({ on: "tags_create", effect: { type: "latency", milliseconds: 2 ** 31 - 1, when: "after" } });
  const headers = { authorization: "Bearer t", "content-type": "application/json" };
  const asked = [
    fetch(`${url}/v2/account`, { headers }),
    fetch(`${url}/v2/tags`, { method: "POST", headers, body: '{"name":"a"}' }),
  ].map((answer) =>
    answer.then(
      () => "answered",
      () => "lost",
    ),
  );
  await vi.waitFor(() => expect(simulator.requests).toHaveLength(2));
  expect(simulator.requests.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([0, 201]);
  await simulator.close();
  expect((await Promise.all(asked))[0]).toBe("lost");
});
