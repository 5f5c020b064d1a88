import { expect, it } from "vitest";
import { commandOf, type RedisClient } from "./redis-client.js";

class Client {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}
const said = (how: string) =>
  async function (this: Client, ...args: unknown[]) {
    return [how, this.name, ...args];
  };

it.each([
  [
    "ioredis and iovalkey",
    { call: said("call"), sendCommand: said("wrong"), command: said("wrong") },
    ["call", "me", "A", "b"],
  ],
  ["node-redis", { sendCommand: said("send"), command: said("wrong") }, ["send", "me", ["A", "b"]]],
  ["anything else", { command: said("command") }, ["command", "me", ["A", "b"]]],
])("%s are known by their methods", async (_, methods, expected) => {
  const client = Object.assign(new Client("me"), methods) as unknown as RedisClient;
  expect(await commandOf(client)(["A", "b"])).toEqual(expected);
});
