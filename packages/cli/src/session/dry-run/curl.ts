import type { WireRequest } from "@doapi/client";
import { keyVariable } from "../../operations/hosts.js";
import { hasUnsafe, toJson } from "../../output/printable.js";
import { shellQuote } from "../shell.js";

/** Headers that curl sends by itself, or that the token is in. */
const left = new Set(["accept", "user-agent", "authorization", "content-length"]);

/** A request as a command for a POSIX shell. The token is left to the variable that holds it. */
export function toCurl({ method, url, headers, body, route }: WireRequest): string {
  const lines = [`curl -X ${method} ${quoted(url)}`];
  if (headers["authorization"] !== undefined) {
    // Of an operation on another host it is the key of that host: the API token must not be sent there.
    lines.push(`-H "Authorization: Bearer $${keyVariable(route) ?? "DIGITALOCEAN_TOKEN"}"`);
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!left.has(name)) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  // Not -d, which takes a text that begins with @ for the name of a file.
  if (typeof body === "string") lines.push(`--data-raw ${quoted(printableBody(body))}`);
  else if (body !== undefined) lines.push(`--data-binary @FILE # ${body.length} bytes`);
  return lines.join(" \\\n  ");
}

function quoted(text: string): string {
  const word = shellQuote(text);
  return word.startsWith("'") ? word : `'${word}'`;
}

/** JSON can say in other words what a terminal would obey. */
function printableBody(body: string): string {
  if (!hasUnsafe(body.replaceAll(/[\t\r]/g, ""))) return body;
  try {
    return toJson(JSON.parse(body), 0);
  } catch {
    return toJson(body, 0);
  }
}
