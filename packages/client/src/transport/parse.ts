import { ResponseFormatError } from "../errors/transport.js";
import type { WireRequest, WireResponse } from "./message.js";
import { redact } from "./redact.js";

const asText = /^(?:text\/(?:csv|yaml|event-stream)|application\/(?:x-)?yaml)/i;
const asBytes = /^application\/(?:pdf|octet-stream|zip|gzip)|^image\//i;

/** The value of a successful answer: JSON decoded, CSV, YAML and event streams as text, PDF and other files as bytes, nothing as undefined. */
export function parse(request: WireRequest, response: WireResponse): unknown {
  const type = response.headers["content-type"] ?? "";
  if (asBytes.test(type)) return response.bytes();
  const text = response.text();
  if (text === "") return undefined;
  if (asText.test(type)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const shown = redact(text, request);
    const start = shown.length > 60 ? `${shown.slice(0, 60)}...` : shown;
    throw new ResponseFormatError(
      `the answer (${response.status}, ${type || "no content type"}) is no JSON: ${JSON.stringify(start)}`,
      request,
    );
  }
}
