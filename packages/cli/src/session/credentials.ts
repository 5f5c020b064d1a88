import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";

/** A token and where it was found. */
export interface Credentials {
  readonly token: string;
  /** As messages name it: an option, a variable or a file. */
  readonly source: string;
  /** Where the token is for, when it is not for DigitalOcean itself. */
  readonly endpoint?: string | undefined;
}

export function credentials(text: string, source: string): Credentials {
  return { token: checkToken(text, source), source };
}

/** The token itself. A message names the source only. */
export function checkToken(text: string, source: string): string {
  const token = text.trim();
  if (token === "") throw new Failure(ExitCode.denied, `the API token of ${source} is empty`);
  // A token goes into a header: more than one line, or characters that no header takes, can't be one.
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Failure(ExitCode.denied, `what ${source} holds is no API token`);
  return token;
}
