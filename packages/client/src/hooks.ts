import type { BudgetReport } from "./budget/budget.js";
import type { RequestFacts } from "./errors/request.js";
import { platform } from "#platform";

/** An attempt that has ended. */
export interface Ended extends RequestFacts {
  /** The very object that `request` was told, to know by which attempt it is. */
  readonly request: RequestFacts;
  /** Milliseconds from sending to the end. */
  readonly duration: number;
}

/**
 * Functions that are told what the client does. They see neither headers nor bodies nor queries, so no token and no secret.
 *
 * On Node.js the same events are published on the channels `doapi:request`, `doapi:response` and so on of
 * `node:diagnostics_channel`, for all clients of the process.
 *
 * What one throws, or rejects with, does not reach the request: it becomes a warning of the process, elsewhere an error
 * reported to the page.
 *
 * @example
 * ```ts
 * const watched = new DigitalOcean({
 *   hooks: { retry: ({ method, path, pause }) => console.error(`${method} ${path} again in ${pause} ms`) },
 * });
 * ```
 */
export interface Hooks {
  /** Before each attempt. */
  readonly request?: (event: RequestFacts) => void;
  /** After each answer, whatever its status. */
  readonly response?: (event: Ended & { readonly status: number; readonly requestId: string | undefined }) => void;
  /** After each attempt that no answer came to; the error is that of the attempt, or the reason of an abort. */
  readonly failure?: (event: Ended & { readonly error: unknown }) => void;
  /** Before a request is repeated; `pause` in milliseconds. */
  readonly retry?: (event: RequestFacts & { readonly error: Error; readonly pause: number }) => void;
  /** After an attempt had to wait for the budget; `pause` in milliseconds. */
  readonly wait?: (event: RequestFacts & { readonly pause: number }) => void;
  /** After each attempt that a budget paced: what the budget is told of the limits. */
  readonly budget?: (event: RequestFacts & BudgetReport) => void;
}

/** Whether anybody wants to know of one of these events. */
export function isHeard(hooks: Hooks, ...names: (keyof Hooks)[]): boolean {
  return names.some((name) => hooks[name] !== undefined || platform.isSubscribed(name));
}

/** Tells of an event whoever wants to know. */
export function tell<Name extends keyof Hooks>(
  hooks: Hooks,
  name: Name,
  event: Parameters<NonNullable<Hooks[Name]>>[0],
): void {
  platform.publish(name, event);
  const hook = hooks[name] as ((event: unknown) => unknown) | undefined;
  // What it throws and what it rejects with come out alike.
  if (hook) new Promise((resolve) => resolve(hook(event))).catch(platform.warn);
}
