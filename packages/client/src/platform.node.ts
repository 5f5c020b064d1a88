import type { Channel } from "node:diagnostics_channel";
import type { Sender } from "./transport/message.js";
import { nodeSender } from "./transport/senders/node.js";

/** What differs between Node.js and everything else; platform.web.ts is its twin, chosen by the package's import condition. */
export const platform = {
  /** Sent as `user-agent`. */
  userAgent: "doapi-client",
  defaultSender: (): Sender & { close?(): void } => nodeSender(),
  environment: (name: string): string | undefined => process.env[name],
  /** The token scopes of a route, read from the package's own table when a request was refused. */
  scopesOf: (route: string | undefined): readonly string[] =>
    (route === undefined ? undefined : readScopes()[route]) ?? [],
  /** Whether somebody listens to an event's channel. */
  isSubscribed: (name: string): boolean => channelOf(name).hasSubscribers,
  /** Tells an event to whoever has subscribed to its channel. */
  publish: (name: string, event: object): void => {
    if (channelOf(name).hasSubscribers) channelOf(name).publish(event);
  },
  /** Says what went wrong in somebody else's function. */
  warn: (error: unknown): void => process.emitWarning(error instanceof Error ? error : String(error)),
};

const channels: Record<string, Channel> = {};

function channelOf(name: string): Channel {
  return (channels[name] ??= process.getBuiltinModule("node:diagnostics_channel").channel(`doapi:${name}`));
}

let scopes: Readonly<Record<string, readonly string[]>> | undefined;

function readScopes(): Readonly<Record<string, readonly string[]>> {
  try {
    const fs = process.getBuiltinModule("node:fs");
    scopes ??= JSON.parse(
      fs.readFileSync(new URL("../generated/scopes.json", import.meta.url), "utf8"),
    ) as typeof scopes;
  } catch {
    // A bundle has no table beside it: the error is thrown without the scopes.
    scopes = {};
  }
  return scopes ?? {};
}
