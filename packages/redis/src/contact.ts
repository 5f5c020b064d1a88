import type { GateRule } from "@doapi/client";
import type { LastAnswer } from "./fallback.js";
import type { OwnUse } from "./own-use.js";
import type { Answer, Question } from "./script.js";
import type { Server } from "./server.js";
import type { Timing } from "./timing.js";

/** What a lane says at a call; the rest of the question is the same for all. */
export type Statement = Pick<Question, "held" | "want" | "close"> & Partial<Pick<Question, "leaving" | "away">>;

/** What all lanes of a budget know. */
export interface ContactSettings {
  readonly server: Server;
  readonly timing: Timing;
  readonly speed: number;
  /** The name of this process. */
  readonly worker: string;
  /** How many processes there are, where somebody has said so. */
  readonly workers: number | undefined;
  /** Milliseconds that permits are kept without being used. */
  readonly lease: number;
}

/** Permits end so long after they may be used. */
export const life = 30_000;
/** A process that is not heard of for so long is gone. */
export const presence = 180_000;

/** A limit; `learned` until the server knows that the API has said so. */
export type Rule = { -readonly [Key in keyof GateRule]: GateRule[Key] } & { learned?: boolean };

/** What one lane and the server know of each other. One call at a time. */
export class Contact {
  readonly #keys: readonly string[];
  readonly #settings: ContactSettings;
  readonly #rules: readonly Rule[];
  readonly #use: OwnUse;
  /** The server's state that this process knows. */
  #epoch = "";
  #number = 0;
  #last: LastAnswer | undefined;
  /** Notes as told what was in the call that may have been carried out or not. */
  #unsure: () => unknown = () => {};

  constructor(name: string, settings: ContactSettings, { rules, use }: { rules: readonly Rule[]; use: OwnUse }) {
    const windows = rules.map((_, index) => `window${index + 1}`);
    this.#keys = ["state", "deadlines", "seen", ...windows].map((part) => `${name}:${part}`);
    this.#settings = settings;
    this.#rules = rules;
    this.#use = use;
  }

  /** What the server said last; undefined while it never has said anything. */
  get last(): LastAnswer | undefined {
    return this.#last;
  }

  get workers(): number {
    return this.#settings.workers ?? this.#last?.workers ?? 1;
  }

  /** Tells the server what this process has and what has ended, and asks for permits. Rejects when it cannot be reached. */
  async tell(statement: Statement): Promise<Answer> {
    const now = this.#settings.timing.now();
    const { ended, told } = this.#use.news(now);
    this.#unsure = told;
    const answer = await this.#settings.server.exchange(this.#keys, { ...this.#question(), ...statement, ended });
    if (answer.lost === true) {
      // It is told all that still counts, and that others may have something to tell too.
      const since = now - (this.#last?.at ?? now);
      this.#epoch = "";
      this.#use.repeat(now);
      return this.tell({ ...statement, away: { since, workers: this.workers } });
    }
    told();
    this.#epoch = answer.epoch;
    this.#last = { at: now, workers: answer.workers, used: answer.used };
    return answer;
  }

  /** Resolves when the server answers, after a call has failed; rejects when it does not. */
  async probe(): Promise<void> {
    const { server, worker, speed } = this.#settings;
    const known = await server.probe(this.#keys, { ask: true, worker, windows: this.#rules, speed });
    if (known.epoch === this.#epoch && known.number === this.#number) this.#unsure();
  }

  #question(): Question {
    const { worker, speed, lease } = this.#settings;
    const number = ++this.#number;
    const own = { worker, number, epoch: this.#epoch, fresh: `${worker}:${number}`, windows: this.#rules };
    const nothing = { held: 0, ended: [], want: 0, close: 0, leaving: false };
    return { ...own, ...nothing, horizon: lease, life, presence, speed };
  }
}
