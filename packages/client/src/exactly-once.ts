import type { Core } from "./core.js";
import { ConflictError, UnprocessableError } from "./errors/api.js";
import { AmbiguousResultError, ResponseFormatError } from "./errors/transport.js";
import type { CallOptions } from "./routes.js";

/** Options of a creation. */
export interface CreateOptions extends CallOptions {
  /**
   * What happens when the answer is lost, so that nobody knows whether the thing was made. With `true` the client looks
   * for it before it tries again; otherwise the creation ends with AmbiguousResultError and nothing is repeated.
   */
  readonly exactlyOnce?: boolean | undefined;
}

/** How something is created, and how it is found when the answer was lost. */
export interface Creation<T> {
  readonly create: () => Promise<T>;
  /** What the creation made; undefined when it is not there (yet). */
  readonly find: () => Promise<T | undefined>;
}

/** What was made can show up late: it is looked for at once, and again after each of these pauses (milliseconds). */
const looks = [500, 1_000, 2_000, 4_000, 8_000];

/** Creates something as the options say: by one request that is not repeated, or exactly once. */
export function creating<T>(core: Core, options: CreateOptions, creation: Creation<T>): Promise<T> {
  return options.exactlyOnce === true ? exactlyOnce(core, creation, options.signal) : creation.create();
}

/** Creates something once, whatever happens to the answers: it is repeated only when the first attempt left nothing. */
export async function exactlyOnce<T>(core: Core, { create, find }: Creation<T>, signal?: AbortSignal): Promise<T> {
  const { clock, retries } = core.settings;
  let lost: Error | undefined;
  for (let repeated = 0; ; repeated++) {
    try {
      return await create();
    } catch (error) {
      // A success that cannot be read has made the thing too.
      const isLost = error instanceof AmbiguousResultError || error instanceof ResponseFormatError;
      if (isLost) lost = error;
      // A name that is taken now, but was not before, is taken by the attempt whose answer was lost.
      else if (lost === undefined || !(error instanceof ConflictError || error instanceof UnprocessableError))
        throw error;
      const found = await look();
      if (found !== undefined) return found;
      if (!isLost || repeated >= retries) throw error;
    }
  }

  async function look(): Promise<T | undefined> {
    for (const pause of looks) {
      const found = await find().catch(() => undefined);
      if (found !== undefined) return found;
      await clock.sleep(pause, signal);
    }
    try {
      return await find();
    } catch (error) {
      // As long as nobody knows, nothing is repeated.
      throw lost ?? error;
    }
  }
}
