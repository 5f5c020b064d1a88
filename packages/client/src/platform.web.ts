import type { Sender } from "./transport/message.js";
import { fetchSender } from "./transport/senders/fetch.js";

/** What differs in browsers, workers, Bun and Deno; platform.node.ts is its twin. */
export const platform = {
  userAgent: undefined as string | undefined,
  defaultSender: (): Sender & { close?(): void } => fetchSender((url, init) => fetch(url, init)),
  environment: (name: string): string | undefined =>
    (globalThis as { process?: { env?: Record<string, string | undefined> } }).process?.env?.[name],
  scopesOf: (_route: string | undefined): readonly string[] => [],
  isSubscribed: (_name: string): boolean => false,
  publish: (_name: string, _event: object): void => {},
  warn: (error: unknown): void => (globalThis as { reportError?: (error: unknown) => void }).reportError?.(error),
};
