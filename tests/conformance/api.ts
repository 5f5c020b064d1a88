import type { Operations } from "@doapi/client";
import { createSimulator, type Simulator, type SimulatorOptions } from "@doapi/simulator";
import type { Answer } from "./judge.js";

export interface Sent {
  readonly path?: Readonly<Record<string, string | number | undefined>>;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API as a scenario uses it: plain HTTP to a simulator, and every answer is kept. */
export interface Api {
  /** Sends a request that must succeed, and gives the body of its answer. */
  readonly call: <R extends keyof Operations>(route: R, sent?: Sent) => Promise<Operations[R]["result"]>;
  /** Sends a request that must be refused with this status. */
  readonly refused: (status: number, route: keyof Operations, sent?: Sent) => Promise<void>;
  /** Sends a request, whatever becomes of it, and gives the answer. */
  readonly send: (route: string, sent?: Sent) => Promise<Answer>;
  /** Lets an hour pass: everything that was begun is finished. */
  readonly wait: () => void;
  readonly simulator: Simulator;
  readonly answers: readonly Answer[];
}

export type Scenario = (api: Api) => Promise<unknown>;

export function connect(options: SimulatorOptions = {}): Api {
  const limits = { perHour: 10_000, perMinute: 10_000 };
  const simulator = createSimulator({ now: Date.UTC(2026, 10, 20, 12), limits, ...options });
  const answers: Answer[] = [];

  async function send(route: string, { path = {}, query = {}, body, headers = {} }: Sent = {}): Promise<Answer> {
    const [method = "", template = ""] = route.split(" ");
    const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
    const url = new URL(filled, "https://api.digitalocean.com");
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    const response = await simulator.fetch(url, {
      method,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = { route, status: response.status, headers: response.headers, body: await response.text() };
    answers.push(answer);
    return answer;
  }

  return {
    simulator,
    answers,
    send,
    call: async (route, sent) => {
      const { status, headers, body } = await send(route, sent);
      if (status >= 300) throw new Error(`${route} was refused: ${status} ${body}`);
      const isJson = headers.get("content-type")?.startsWith("application/json") && body !== "";
      return (isJson ? JSON.parse(body) : body) as never;
    },
    refused: async (wanted, route, sent) => {
      const { status, body } = await send(route, sent);
      if (status !== wanted) throw new Error(`${route} should be refused with ${wanted}: ${status} ${body}`);
    },
    wait: () => simulator.clock.advance(3_600_000),
  };
}
