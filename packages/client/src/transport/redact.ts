import type { WireRequest } from "./message.js";

/** Takes the request's token out of what its answer says: an answer that repeats it must not carry it into a log. */
export function redact<T extends string | undefined>(text: T, request: WireRequest): T;
export function redact(text: string | undefined, { headers }: WireRequest): string | undefined {
  const authorization = headers["authorization"];
  if (authorization === undefined) return text;
  const token = authorization.replace(/^Bearer /, "");
  const hidden = text?.replaceAll(authorization, "Bearer [token]");
  // A real token has 71 characters; a made-up short one would be found inside ordinary words.
  return token.length < 16 ? hidden : hidden?.replaceAll(token, "[token]");
}
