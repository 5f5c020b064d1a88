import { ResponseFormatError } from "../errors/transport.js";
import type { WireRequest, WireResponse } from "./message.js";

const asText = /^(?:text\/(?:csv|yaml|event-stream)|application\/(?:x-)?yaml)/;
const asBytes = /^application\/(?:pdf|octet-stream|zip|gzip)|^image\//;

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
    const start = text.length > 60 ? `${text.slice(0, 60)}...` : text;
    throw new ResponseFormatError(
      `the answer (${response.status}, ${type || "no content type"}) is no JSON: ${JSON.stringify(start)}`,
      request,
    );
  }
}
