import { Call, type Exchange } from "../call.js";
import type { Core } from "../core.js";
import { ActionError } from "../errors/waiting.js";
import { Waiting } from "../waiting/waiting.js";
import type { PollOptions, WaitOptions } from "../waiting/watch.js";
import { type Action, readActions } from "./action.js";
import { type Droplet, readDroplets } from "./droplet.js";
import type { Created, OneDroplet } from "./droplet-request.js";

/** What a creation promised, and what the request asked for. */
interface Creation {
  readonly core: Core;
  readonly created: Promise<Exchange<Created>>;
  readonly body: Pick<OneDroplet, "public_networking">;
}

/** The creation of several droplets: await it for the droplets as they were accepted, or `.ready()` for the usable ones. */
export class DropletsCall extends Call<Droplet[]> {
  readonly #creation: Creation;

  constructor(creation: Creation) {
    super(creation.created.then(({ data, response }) => ({ data: [...data.droplets], response })));
    this.#creation = creation;
  }

  /**
   * Waits until every droplet is active and has its public IPv4 address, with one or two requests a round.
   *
   * @throws ActionError when a creation errored; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  async ready(options: WaitOptions<Droplet> = {}): Promise<Droplet[]> {
    await this;
    return whenReady(this.#creation, options);
  }
}

/** The creation of a droplet: await it for the droplet as it was accepted, or `.ready()` for the usable one. */
export class DropletCall extends Call<Droplet> {
  readonly #creation: Creation;

  constructor(creation: Creation) {
    super(creation.created.then(({ data, response }) => ({ data: data.droplets[0] as Droplet, response })));
    this.#creation = creation;
  }

  /**
   * Waits until the droplet is active and has its public IPv4 address.
   *
   * @throws ActionError when the creation errored; WaitTimeoutError, WaitAbortedError, WaitFailedError
   */
  async ready(options: WaitOptions<Droplet> = {}): Promise<Droplet> {
    await this;
    const [droplet] = await whenReady(this.#creation, options);
    return droplet as Droplet;
  }
}

/**
 * A droplet can turn active before it has its address, and a creation that was accepted can still fail. So the create
 * actions are watched first - one request a round - and the droplets are read once theirs have ended.
 */
async function whenReady({ core, created, body }: Creation, options: WaitOptions<Droplet>): Promise<Droplet[]> {
  const { droplets, actions } = (await created).data;
  const running = new Set(actions);
  const ended: Action[] = [];
  const actionOf = (droplet: Droplet) => ended.find((action) => action.resource_id === droplet.id);
  const hasFailed = (droplet: Droplet) => actionOf(droplet)?.errored === true;
  const isUsable = (droplet: Droplet) =>
    droplet.active && (body.public_networking === false || droplet.ipv4Address !== undefined);
  const watched = {
    what: "droplets",
    keyOf: (droplet: Droplet) => droplet.id,
    isFinished: (droplet: Droplet) => hasFailed(droplet) || isUsable(droplet),
    read: async (pending: readonly Droplet[], poll: PollOptions) => {
      const busy = new Set<number | null>();
      for (const action of await readActions(core, [...running], poll)) {
        if (!action.done) busy.add(action.resource_id);
        else if (running.delete(action.id)) ended.push(action);
      }
      // Whose action is not to be found is read itself: it may have vanished altogether.
      const isKnown = (droplet: Droplet) => busy.has(droplet.id) || hasFailed(droplet);
      const others = pending.filter((droplet) => !isKnown(droplet)).map((droplet) => droplet.id);
      return [...pending.filter(isKnown), ...(await readDroplets(core, others, poll))];
    },
  };
  const finish = (all: Droplet[]) => {
    const [first, ...more] = ended.filter((action) => action.errored);
    if (first === undefined) return all;
    const completed = ended.filter((action) => action.completed);
    throw new ActionError([first, ...more], completed);
  };
  return new Waiting<Droplet>({ items: droplets, watched, finish }, { options, settings: core.settings });
}
