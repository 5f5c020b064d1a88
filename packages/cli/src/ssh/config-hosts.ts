import type { Droplet } from "@doapi/client";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import type { Io } from "../io/io.js";
import { isLiteral, keyFile } from "./command-line.js";

/** What every droplet of a configuration gets. */
export interface HostSettings {
  readonly user: string;
  readonly identity: string | undefined;
  /** Where the name of the key file begins. */
  readonly io: Pick<Io, "cwd" | "home">;
}

/** A droplet as ssh_config(5) has it. */
export interface Host {
  readonly alias: string;
  readonly id: number;
  readonly address: string;
}

/** What can be typed behind `ssh`, and is neither a pattern nor an option there. */
export const hostName = /^[A-Za-z0-9_][A-Za-z0-9_.+-]*$/;

/** What each droplet is called: by its name, or where several have that, by name and id. */
export function aliasesOf(droplets: readonly Droplet[], prefix: string): string[] {
  return droplets.map((droplet) => {
    const isOnly = droplets.filter((other) => other.name === droplet.name).length === 1;
    return `${prefix}${droplet.name}${isOnly ? "" : `-${droplet.id}`}`;
  });
}

/** The configuration for ssh of these hosts. */
export function hostBlocks(hosts: readonly Host[], { user, identity, io }: HostSettings): string {
  const key = identity === undefined ? [] : [`IdentityFile ${configKey(identity, io)}`];
  return hosts
    .map(({ alias, id, address }) => {
      // Addresses go from one droplet to another; the key that is known for one must not be expected of the next.
      const lines = [`HostName ${address}`, `User ${user}`, ...key, `HostKeyAlias droplet-${id}`];
      return [`Host ${alias}`, ...lines.map((line) => `  ${line}`)].map((line) => `${line}\n`).join("");
    })
    .join("\n");
}

/** The key file as ssh reads it back. A name that begins here is written in full: ssh will be called elsewhere. */
function configKey(identity: string, io: Pick<Io, "cwd" | "home">): string {
  const file = isLiteral(identity) ? keyFile(io, identity).replaceAll("%", "%%") : identity;
  // Older versions know no way to write these.
  if (/["\\\p{Cc}]/u.test(file) || (isLiteral(identity) && file.includes("${"))) {
    throw new Failure(ExitCode.failed, `the name of the key file cannot be written in a configuration of ssh: ${file}`);
  }
  return /^[^\s#']+$/.test(file) ? file : `"${file}"`;
}
