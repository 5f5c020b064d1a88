import type { Operations } from "@doapi/client";
import type { Droplet, DropletCreate } from "@doapi/client/wire";
import { createSimulator, type Simulator } from "../simulator.js";
import type { SimulatorOptions } from "../options.js";

/** The start of the clock in tests: a Sunday. */
export const START = Date.UTC(2026, 2, 1, 12);

export interface Sent {
  path?: Record<string, string | number>;
  query?: Record<string, string | number | boolean>;
  /** A string is sent as it is. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Refusal {
  status: number;
  id: string;
  message: string;
}

/** A simulator on a frozen clock and without limits, with what tests ask of it. */
export function simulate(options: SimulatorOptions = {}) {
  const simulator = createSimulator({ now: START, limits: false, ...options });
  return { simulator, ...caller(simulator) };
}

/** Typed calls for one account of the simulator. */
export function caller(simulator: Simulator, token?: string) {
  function send(route: string, { path = {}, query = {}, body, headers = {} }: Sent = {}): Promise<Response> {
    const [method = "", template = ""] = route.split(" ");
    const url = new URL(
      template.replace(/\{(\w+)\}/g, (_, name: string) => String(path[name])),
      "https://api.test",
    );
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    return simulator.fetch(url, {
      method,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...headers },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }

  /** The answer's body; throws what the API refuses. */
  async function call<R extends keyof Operations>(route: R, sent?: Sent): Promise<Operations[R]["result"]> {
    const response = await send(route, sent);
    const text = await response.text();
    if (!response.ok) throw new Error(`${route}: ${response.status} ${text}`);
    return (text === "" ? undefined : JSON.parse(text)) as Operations[R]["result"];
  }

  /** How the API refuses; throws when it does not. */
  async function refusal(route: string, sent?: Sent): Promise<Refusal> {
    const response = await send(route, sent);
    const { id, message } = (await response.json()) as Record<"id" | "message", string>;
    if (response.ok) throw new Error(`${route} was not refused.`);
    return { status: response.status, id, message };
  }

  async function createDroplet(wanted: Partial<DropletCreate> & { name?: string } = {}): Promise<Droplet> {
    const body = { name: "web-1", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3", ...wanted };
    const answer = await call("POST /v2/droplets", { body });
    if (!("droplet" in answer)) throw new Error("One name makes one Droplet.");
    return answer.droplet;
  }

  async function getDroplet(id: number): Promise<Droplet> {
    return (await call("GET /v2/droplets/{droplet_id}", { path: { droplet_id: id } })).droplet;
  }

  /** Begins an action on a Droplet and gives its id. */
  async function act(droplet: number, body: { type: string; [name: string]: unknown }): Promise<number> {
    const { action } = await call("POST /v2/droplets/{droplet_id}/actions", { path: { droplet_id: droplet }, body });
    return action.id ?? 0;
  }

  return { send, call, refusal, createDroplet, getDroplet, act };
}
