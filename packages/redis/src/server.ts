import { createHash } from "node:crypto";
import type { Command } from "./redis-client.js";
import { type Answer, type Probe, type ProbeAnswer, type Question, script } from "./script.js";
import type { Timing } from "./timing.js";

const source = script();
const digest = createHash("sha1").update(source).digest("hex");

/** Runs the script on the server. */
export class Server {
  readonly #command: Command;
  readonly #timing: Timing;
  readonly #timeout: number;

  /** @param timeout milliseconds that one call may take */
  constructor(command: Command, timing: Timing, timeout: number) {
    this.#command = command;
    this.#timing = timing;
    this.#timeout = timeout;
  }

  /** Rejects when the answer does not come in time, though the server may still carry it out. */
  exchange(keys: readonly string[], question: Question): Promise<Answer> {
    return this.#within(this.#timeout, this.#run(keys, question)) as Promise<Answer>;
  }

  /**
   * Asks whether the server is there again. Clients keep what they cannot send until they are connected: so one question is
   * enough for long, and is answered as soon as there is a connection.
   */
  probe(keys: readonly string[], question: Probe): Promise<ProbeAnswer> {
    return this.#within(20 * this.#timeout, this.#run(keys, question), true) as Promise<ProbeAnswer>;
  }

  async #run(keys: readonly string[], question: Question | Probe): Promise<unknown> {
    const args = [String(keys.length), ...keys, JSON.stringify(question)];
    let reply: unknown;
    try {
      reply = await this.#command(["EVALSHA", digest, ...args]);
    } catch (error) {
      if (!/NOSCRIPT/.test(String(error))) throw error;
      reply = await this.#command(["EVAL", source, ...args]);
    }
    return JSON.parse(String(reply));
  }

  #within<T>(limit: number, reply: Promise<T>, background = false): Promise<T> {
    return new Promise((resolve, reject) => {
      const late = () => reject(new Error(`no answer from the server within ${limit} ms`));
      // Where this process itself was busy for so long, the answer has come and is read before that.
      const cancel = this.#timing.later(limit, () => void setImmediate(late), background);
      void reply.then(resolve, reject).finally(cancel);
    });
  }
}
