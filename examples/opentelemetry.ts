// A span of OpenTelemetry for every attempt of every client in the process, with the SDK that the program has set up.
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import type { Hooks } from "@doapi/client";

type Event<Name extends keyof Hooks> = Parameters<NonNullable<Hooks[Name]>>[0];

/** Starts to tell of requests; the function that it returns ends that. */
export function traceRequests(): () => void {
  const tracer = trace.getTracer("doapi");
  const spans = new WeakMap<object, Span>();

  return listen({
    request(event: Event<"request">) {
      const { method, path, attempts } = event;
      const attributes = { "http.request.method": method, "url.path": path, "http.request.resend_count": attempts - 1 };
      spans.set(event, tracer.startSpan(method, { kind: SpanKind.CLIENT, attributes }));
    },
    response({ request, status, requestId }: Event<"response">) {
      const span = spans.get(request);
      span?.setAttributes({ "http.response.status_code": status, "doapi.request_id": requestId ?? "" });
      if (status >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    },
    failure({ request, error }: Event<"failure">) {
      const span = spans.get(request);
      span?.recordException(error as Error);
      span?.setStatus({ code: SpanStatusCode.ERROR });
      span?.end();
    },
    wait({ pause }: Event<"wait">) {
      trace.getActiveSpan()?.addEvent("waited for the rate limit", { "doapi.pause": pause });
    },
  });
}

function listen(listeners: Readonly<Record<string, (event: never) => void>>): () => void {
  const all = Object.entries(listeners) as [string, (event: unknown) => void][];
  for (const [name, listener] of all) subscribe(`doapi:${name}`, listener);
  return () => {
    for (const [name, listener] of all) unsubscribe(`doapi:${name}`, listener);
  };
}
