import { hash } from "node:crypto";
import { ApiProblem } from "../problem.js";

/** The account of requests that name none; only requests inside the process may do so. */
export const DEFAULT_ACCOUNT = "default";

/** Tells the account from the bearer token. Each token is an account of its own; the token itself is never kept. */
export function accountOf(authorization: string | undefined, inProcess: boolean): string {
  if (authorization === undefined && inProcess) return DEFAULT_ACCOUNT;
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) throw new ApiProblem(401, "unauthorized", { message: "Unable to authenticate you." });
  return accountOfToken(token);
}

/** A digest, so that neither a state file nor a log can give a token away. */
export function accountOfToken(token: string): string {
  return hash("sha256", token).slice(0, 32);
}
