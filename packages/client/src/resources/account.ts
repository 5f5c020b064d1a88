import type { Call } from "../call.js";
import type { Core } from "../core.js";
import type { Account as WireAccount } from "../generated/types/account.js";
import type { CallOptions } from "../routes.js";
import { open } from "./envelope.js";
import { Snapshot, via } from "./snapshot.js";

/** The account that the token belongs to, as it was at one moment. */
export class Account extends Snapshot<WireAccount> {
  /** The account as it is now, as a new object. `GET /v2/account` */
  fetch(options: CallOptions = {}): Call<Account> {
    return fetchAccount(this[via], options);
  }
}

export interface Account extends Readonly<WireAccount> {}

/** The account that the token belongs to. */
export class AccountResource {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /**
   * The account: its limits, e-mail address and status. The budget of requests is in the headers: with
   * `.withResponse()`, or afterwards in `client.rateLimit`. `GET /v2/account`
   *
   * @example
   * ```ts
   * const { droplet_limit } = await client.account.get();
   * ```
   */
  get(options: CallOptions = {}): Call<Account> {
    return fetchAccount(this.#core, options);
  }
}

const route = "GET /v2/account";

function fetchAccount(core: Core, options: CallOptions): Call<Account> {
  return core.call(route, options, (body) => new Account(core, open(body, "account", route)));
}

export const account = (core: Core): AccountResource => new AccountResource(core);
