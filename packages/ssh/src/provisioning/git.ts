import { randomUUID } from "node:crypto";
import type { Runner } from "../commands/background.js";
import { quote, quotePath } from "../commands/quote.js";
import { SshOptionError } from "../errors.js";

export interface CloneOptions {
  /** The branch or tag that is checked out. */
  readonly branch?: string | undefined;
  /** Only so many of the latest commits. */
  readonly depth?: number | undefined;
  /** For an https URL: a token that may read the repository. */
  readonly token?: string | undefined;
  /** The name that goes with the token: `x-access-token` by default, as GitHub has it; GitLab wants `oauth2`. */
  readonly username?: string | undefined;
  /** Milliseconds until the command is ended, ten minutes by default. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Clones a repository. */
export async function gitClone(
  runner: Runner,
  url: string,
  { directory, ...options }: { directory: string } & CloneOptions,
): Promise<void> {
  const { token, username = "x-access-token", timeout, signal } = options;
  requireUrl(url, token);
  const clone = cloneLine(url, { directory, ...options });
  if (token === undefined) {
    await runner.run(`GIT_TERMINAL_PROMPT=0 ${clone}`, { name: clone, timeout, signal });
    return;
  }
  if (/[\r\n\0]/.test(token) || token === "") throw new SshOptionError("A token is one line.");
  // A name of our own, so that it can be removed from here as well if the shell there cannot.
  const folder = `/tmp/doapi-git-${randomUUID()}`;
  try {
    await runner.run(withToken(folder, { clone, username }), {
      name: clone,
      input: `${token}\n`,
      timeout,
      signal,
      secrets: [token],
    });
  } catch (error) {
    await runner.run(["rm", "-rf", "--", folder], { timeout: 10_000, check: false }).catch(() => {});
    throw error;
  }
}

// Any program of the machine can see command lines, and some can see environments: the token goes by stdin into a file that
// only its owner can read, and git asks a program that prints the file. Helpers that would keep it are switched off.
function withToken(folder: string, { clone, username }: { clone: string; username: string }): string {
  const answer = `#!/bin/sh\ncase "$1" in\nUsername*) echo ${quote(username)} ;;\n*) cat ${folder}/token ;;\nesac\n`;
  return [
    `mkdir -m 700 ${folder} || exit`,
    `trap 'rm -rf ${folder}' EXIT`,
    "trap 'exit 143' HUP INT TERM",
    `(umask 077; cat >${folder}/token; printf %s ${quote(answer)} >${folder}/answer) && chmod 700 ${folder}/answer || exit`,
    `GIT_ASKPASS=${folder}/answer GIT_TERMINAL_PROMPT=0 ${clone} </dev/null`,
  ].join("\n");
}

function cloneLine(url: string, { directory, branch, depth }: { directory: string } & CloneOptions): string {
  if (branch !== undefined && (branch === "" || branch.startsWith("-"))) {
    throw new SshOptionError(`${JSON.stringify(branch)} is no name of a branch.`);
  }
  if (depth !== undefined && !(Number.isInteger(depth) && depth > 0)) {
    throw new SshOptionError("depth must be a whole number from 1.");
  }
  const options = [
    ...(branch === undefined ? [] : [`--branch=${branch}`]),
    ...(depth === undefined ? [] : [`--depth=${depth}`]),
  ];
  const words = ["git", "-c", "credential.helper=", "clone", "--quiet", ...options, "--", url].map(quote);
  return `${words.join(" ")} ${quotePath(directory)}`;
}

function requireUrl(url: string, token: string | undefined): void {
  if (url === "") throw new SshOptionError("The URL of the repository is empty.");
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  // Everywhere a URL goes, what is in it goes as well: command lines, .git/config, logs. So it is not shown here either.
  if (
    parsed !== undefined &&
    (parsed.password !== "" || (/^https?:$/.test(parsed.protocol) && parsed.username !== ""))
  ) {
    throw new SshOptionError("A token or a password belongs in the option token, not in the URL.");
  }
  const isLocal = ["127.0.0.1", "localhost", "[::1]"].includes(parsed?.hostname ?? "");
  if (token !== undefined && parsed?.protocol !== "https:" && !(parsed?.protocol === "http:" && isLocal)) {
    throw new SshOptionError("A token is sent to https URLs only.");
  }
}
