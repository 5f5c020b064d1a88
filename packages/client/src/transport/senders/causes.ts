const unreachable = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EADDRNOTAVAIL",
  "UND_ERR_CONNECT_TIMEOUT",
]);
const certificate = /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** Reads a system error: did the request reach the other side, and can repeating it help? In doubt it did reach it. */
export function neverSent(cause: unknown): { reached: boolean; permanent: boolean } {
  const field = (name: string) =>
    typeof cause === "object" && cause !== null ? String(Reflect.get(cause, name) ?? "") : "";
  const code = field("code");
  const permanent = certificate.test(code);
  // Several errors at once come from trying every address of a name.
  const connecting = field("syscall") === "connect" || unreachable.has(code) || cause instanceof AggregateError;
  return { reached: !permanent && !connecting, permanent };
}
