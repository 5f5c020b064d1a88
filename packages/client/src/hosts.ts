import { MissingKeyError } from "./errors/hosts.js";
import { type Endpoint, readEndpoint } from "./transport/url.js";

/** Where an operation lives when it does not live on the account's endpoint. */
export type Host = "inference" | "agent" | "upload";

/** What a request to such an operation says of its host. */
export interface HostArgs {
  /** The address of the agent, or the whole address of an upload; default for inference: `https://inference.do-ai.run`. */
  readonly endpoint?: string | undefined;
  /** The key of the model or agent; default for inference: the client's `inferenceKey`. */
  readonly accessKey?: string | undefined;
}

const inference = "https://inference.do-ai.run";

/** The host of a path: undefined for the account's own endpoint. */
export function hostOf(path: string): Host | undefined {
  if (path.startsWith("/v2/")) return undefined;
  if (path.startsWith("/<")) return "upload";
  return path.startsWith("/api/") ? "agent" : "inference";
}

/** Address and key for an operation on another host. The account's token is never among them. */
export function destinationOf(
  host: Host,
  { endpoint, accessKey }: HostArgs,
  inferenceKey: string | undefined,
): { endpoint: Endpoint; accessKey?: string; target?: string } {
  if (host === "upload") {
    const url = addressOf(host, endpoint);
    // The address is signed: it holds every right that the upload needs, and takes no header of ours.
    return { endpoint: readEndpoint(url.origin), target: url.href };
  }
  const found = accessKey ?? (host === "inference" ? inferenceKey : undefined);
  if (found === undefined) throw new MissingKeyError(host);
  const address = host === "inference" ? (endpoint ?? inference) : addressOf(host, endpoint).href;
  return { endpoint: readEndpoint(address), accessKey: found };
}

function addressOf(host: Host, endpoint: string | undefined): URL {
  if (endpoint === undefined)
    throw new TypeError(`this operation lives on a host of its own: pass its "endpoint" (${host})`);
  return new URL(endpoint);
}
