import { type Attributes, type Span, type SpanOptions, SpanStatusCode, trace } from "@opentelemetry/api";
import { DigitalOcean } from "@doapi/client";
import { createSimulator } from "@doapi/simulator";
import { afterEach, expect, it } from "vitest";
import { traceRequests } from "../../examples/opentelemetry.js";

interface Told {
  readonly name: string;
  readonly attributes: Attributes;
  status?: SpanStatusCode;
  exception?: string;
  ended: number;
}

/** What a program's SDK would do: it keeps the spans. */
function keepSpans(): Told[] {
  const spans: Told[] = [];
  const startSpan = (name: string, { attributes = {} }: SpanOptions) => {
    const told: Told = { name, attributes: { ...attributes }, ended: 0 };
    spans.push(told);
    const span = {
      setAttributes: (more: Attributes) => Object.assign(told.attributes, more),
      setStatus: ({ code }: { code: SpanStatusCode }) => (told.status = code),
      recordException: ({ name }: Error) => (told.exception = name),
      end: () => (told.ended += 1),
    };
    return span as unknown as Span;
  };
  trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan }) as never });
  return spans;
}

const open: (() => unknown)[] = [() => trace.disable()];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

it("every attempt is a span, which ends with the answer or the failure", async () => {
  const spans = keepSpans();
  open.push(traceRequests());
  const simulator = createSimulator();
  open.push(() => simulator.close());
  const clock = { now: () => simulator.clock.now(), sleep: async () => {} };
  const client = new DigitalOcean({ fetch: simulator.fetch, clock });
  simulator.faults.add({ effect: { type: "status", status: 503 }, times: 1 });
  await client.account.get();
  simulator.faults.add({ effect: { type: "reset" }, times: 1 });
  await client.account.get();
  await expect(client.droplets.get(1)).rejects.toThrow("404");
  const http = spans.map(({ name, attributes, status, exception, ended }) => [
    [name, attributes["url.path"], attributes["http.request.resend_count"]].map(String).join(" "),
    exception ?? attributes["http.response.status_code"],
    status === SpanStatusCode.ERROR,
    ended,
  ]);
  expect(http).toEqual([
    ["GET /v2/account 0", 503, true, 1],
    ["GET /v2/account 1", 200, false, 1],
    ["GET /v2/account 0", "NetworkError", true, 1],
    ["GET /v2/account 1", 200, false, 1],
    ["GET /v2/droplets/1 0", 404, true, 1],
  ]);
});
