import { malformed } from "../errors/transport.js";

/** Takes the one field of an answer that holds the thing asked for. */
export function open<B, K extends keyof NonNullable<B> & string>(
  body: B,
  key: K,
  route: string,
): NonNullable<NonNullable<B>[K]> {
  const value = typeof body === "object" && body !== null ? (body as NonNullable<B>)[key] : undefined;
  if (typeof value !== "object" || value === null) throw malformed(route, `the answer has no "${key}"`);
  return value as NonNullable<NonNullable<B>[K]>;
}
