import { isIP, isIPv6 } from "node:net";
import type { Droplet } from "@doapi/client";
import { ExitCode } from "../exit-codes.js";
import { Failure } from "../failure.js";
import { dropletKind } from "../identify/droplet.js";
import { usesSimulator } from "../session/connect.js";
import type { Context } from "../session/context.js";

/** Where a droplet is reached, or why it is not. */
export type Reach =
  | { readonly address: string }
  | { readonly address?: undefined; readonly problem: string; readonly hint?: string };

/** By its public IPv4 address, else IPv6; or by its private one. */
export function reachOf(droplet: Droplet, options: { readonly private: boolean }): Reach {
  const { id } = droplet;
  if (droplet.off) return { problem: "it is off", hint: `switch it on: doapi droplet power-on ${id}` };
  const address = addressIn(droplet, options);
  if (address !== undefined) return { address };
  const problem = `it has no ${options.private ? "private" : "public"} address`;
  if (!droplet.isNew) return { problem };
  return { problem, hint: `wait for it: doapi droplet wait --status active ${id}` };
}

/** The address that a droplet has, on or off. */
export function addressIn(droplet: Droplet, options: { readonly private: boolean }): string | undefined {
  const address = options.private ? droplet.privateIpv4Address : droplet.ipAddress;
  // What is no address could be an option to the program that gets it.
  return address !== undefined && isIP(address) !== 0 ? address : undefined;
}

/** The address of a droplet; throws where it cannot be reached. */
export function addressOf(droplet: Droplet, options: { readonly private: boolean }): string {
  const reach = reachOf(droplet, options);
  if (reach.address !== undefined) return reach.address;
  throw new Failure(ExitCode.failed, `${dropletKind.label(droplet)}: ${reach.problem}`, reach.hint);
}

/** Says that nothing will answer at the address of a droplet which is not there. */
export function warnOfSimulated({ io, options, messages }: Context, addresses: readonly string[]): void {
  const isLoopback = (address: string) => address.startsWith("127.") || address === "::1";
  const [first] = addresses.filter((address) => !isLoopback(address));
  if (first !== undefined && usesSimulator(io, options))
    messages.warn(`the simulator's droplets are no machines: nothing answers at ${first}`);
}

/** An address as it stands before a colon. */
export function bracketed(address: string): string {
  return isIPv6(address) ? `[${address}]` : address;
}
