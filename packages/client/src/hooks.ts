import type { RequestFacts } from "./errors/request.js";

/** Functions that are told what the client does. They see neither headers nor bodies, so no token and no secret. */
export interface Hooks {
  /** Before each attempt. */
  readonly request?: (event: RequestFacts) => void;
  /** After each answer, whatever its status. */
  readonly response?: (
    event: RequestFacts & {
      readonly status: number;
      readonly requestId: string | undefined;
      readonly duration: number;
    },
  ) => void;
  /** Before a request is repeated; `pause` in milliseconds. */
  readonly retry?: (event: RequestFacts & { readonly error: Error; readonly pause: number }) => void;
}
