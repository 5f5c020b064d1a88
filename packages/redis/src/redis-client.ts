/**
 * A client of Redis or Valkey: one of node-redis, ioredis or iovalkey as it is, or anything else behind a `command` that
 * sends the words of one command and resolves to its reply.
 */
export type RedisClient =
  | { call(command: string, ...args: string[]): Promise<unknown> }
  | { sendCommand(args: string[]): Promise<unknown> }
  | { command(args: readonly string[]): Promise<unknown> };

/** Sends the words of one command. */
export type Command = (args: readonly string[]) => Promise<unknown>;

/** Finds out by its methods which client it is. */
export function commandOf(client: RedisClient): Command {
  const { command, call, sendCommand } = client as Partial<Record<string, unknown>>;
  // The order matters: ioredis has a `sendCommand` that wants something else, and all three a `command` that asks for a list.
  if (typeof call === "function") return (args) => call.apply(client, args) as Promise<unknown>;
  if (typeof sendCommand === "function") return (args) => sendCommand.call(client, args) as Promise<unknown>;
  if (typeof command === "function") return (args) => command.call(client, args) as Promise<unknown>;
  throw new TypeError(
    'the option "client" must be a client of node-redis, ioredis or iovalkey, or an object with a method command(args)',
  );
}
