import { ActionError } from "../errors/waiting.js";
import type { CallOptions } from "../routes.js";
import { readEach } from "../waiting/read-many.js";
import { Waiting } from "../waiting/waiting.js";
import type { PollOptions, WaitOptions, WatchSettings } from "../waiting/watch.js";
import type { Actionable } from "./actionable.js";
import type { Action } from "./actions.js";

/** What actions happen to: a droplet, image or reserved IP, or a reference to one. */
export type Subject = Actionable<object> & { fetch(options?: CallOptions): PromiseLike<object> };
/** What such a thing is once it was read: of a reference, the droplet, image or reserved IP itself. */
export type Final<S extends Subject> = Awaited<ReturnType<S["fetch"]>>;

interface How<S extends Subject> {
  readonly options: WaitOptions<S | Final<S>>;
  readonly settings: WatchSettings;
  /** The present states of actions, in few requests. */
  readonly read: (ids: readonly number[], poll: PollOptions) => Promise<Action[]>;
}

/** Waits for the newest action on each subject; what was found out stays known when a poll fails. */
export function waitOnSubjects<S extends Subject>(
  subjects: readonly S[],
  { options, settings, read }: How<S>,
): Waiting<Final<S>> {
  /** All states of one subject go by its place: the numbers of a droplet and an image can be the same. */
  const places = new Map<object, number>(subjects.map((subject, place) => [subject, place]));
  const placeOf = (state: object) => places.get(state) as number;
  const newest = new Map<number, Action | null>();
  const ended = new Set<object>();

  const poll = async (pending: readonly object[], pollOptions: PollOptions) => {
    await readEach(pending.map(placeOf), async (place) => {
      if (!newest.has(place)) newest.set(place, await newestOn(subjects[place] as S, pollOptions));
    });
    const busy = [...newest].flatMap(([place, action]) => (action?.inProgress ? [{ place, id: action.id }] : []));
    const states = new Map(
      (
        await read(
          busy.map(({ id }) => id),
          pollOptions,
        )
      ).map((action) => [action.id, action]),
    );
    for (const { place, id } of busy) newest.set(place, states.get(id) ?? (newest.get(place) as Action));
    return readEach(pending, async (state) => {
      const place = placeOf(state);
      if (newest.get(place)?.inProgress) return state as Final<S>;
      const final = (await (subjects[place] as S).fetch(pollOptions)) as Final<S>;
      places.set(final, place);
      ended.add(final);
      return final;
    });
  };
  const end = () => {
    const actions = [...newest.values()].flatMap((action) => action ?? []);
    const [first, ...more] = actions.filter((action) => action.errored);
    if (first !== undefined)
      throw new ActionError(
        [first, ...more],
        actions.filter((action) => action.completed),
      );
  };
  const watched = { what: "resources", keyOf: placeOf, isFinished: (state: object) => ended.has(state), read: poll };
  // Until a subject was read, its state is the subject itself.
  const items = subjects as readonly object[] as readonly Final<S>[];
  return new Waiting<Final<S>>(
    { items, watched, finish: (all) => all, end },
    { options: options as WaitOptions<Final<S>>, settings },
  );
}

/** One request can start several actions at the same moment: the one that is still in progress is what matters. */
async function newestOn(subject: Subject, options: PollOptions): Promise<Action | null> {
  return (await subject.currentAction(options)) ?? (await subject.lastAction(options));
}
