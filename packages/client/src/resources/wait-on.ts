import { ActionError } from "../errors/waiting.js";
import type { CallOptions } from "../routes.js";
import { readEach } from "../waiting/read-many.js";
import { Waiting } from "../waiting/waiting.js";
import type { PollOptions, WaitOptions, WatchSettings } from "../waiting/watch.js";
import type { Actionable } from "./actionable.js";
import type { Action } from "./action.js";

/** What actions happen to: a droplet, image or reserved IP, or a reference to one. */
export type Subject = Actionable<object> & { fetch(options?: CallOptions): PromiseLike<object> };
/** What such a thing is once it was read: of a reference, the droplet, image or reserved IP itself. */
export type Final<S extends Subject> = Awaited<ReturnType<S["fetch"]>>;

interface How {
  readonly options: WaitOptions<object>;
  readonly settings: WatchSettings;
  /** The present states of actions, in few requests; those that do not exist are left out. */
  readonly read: (ids: readonly number[], poll: PollOptions) => Promise<Action[]>;
}

/** Waits for the newest action on each subject. A state is the subject itself until its action has ended and it was read anew. */
export function waitOnSubjects(subjects: readonly Subject[], { options, settings, read }: How): Waiting<object> {
  // A subject and its new state are one thing; the numbers of a droplet and of an image can be the same.
  const places = new Map<object, number>(subjects.map((subject, place) => [subject, place]));
  const placeOf = (state: object) => places.get(state) as number;
  const newest = new Map<number, Action | null>();
  const ended = new Set<object>();

  const poll = async (pending: readonly object[], pollOptions: PollOptions) => {
    await readEach(pending.map(placeOf), async (place) => {
      if (!newest.has(place)) newest.set(place, await newestOn(subjects[place] as Subject, pollOptions));
    });
    const running = [...newest.values()].flatMap((action) => (action?.done === false ? action.id : []));
    const now = new Map((await read(running, pollOptions)).map((action) => [action.id, action]));
    return readEach(pending, async (state) => {
      const place = placeOf(state);
      const known = newest.get(place);
      const action = known?.done === false ? now.get(known.id) : known;
      if (action === undefined) return undefined;
      newest.set(place, action);
      if (action?.done === false) return state;
      const final = await (subjects[place] as Subject).fetch(pollOptions);
      places.set(final, place);
      ended.add(final);
      return final;
    });
  };
  const end = () => {
    const actions = [...newest.values()].flatMap((action) => action ?? []);
    const [first, ...more] = actions.filter((action) => action.errored);
    if (first === undefined) return;
    const completed = actions.filter((action) => action.completed);
    throw new ActionError([first, ...more], completed);
  };
  const watched = { what: "resources", keyOf: placeOf, isFinished: (state: object) => ended.has(state), read: poll };
  return new Waiting<object>({ items: subjects, watched, finish: (all) => all, end }, { options, settings });
}

/** One request can start several actions at the same moment: the one that is still in progress is what matters. */
async function newestOn(subject: Subject, options: PollOptions): Promise<Action | null> {
  return (await subject.currentAction(options)) ?? (await subject.lastAction(options));
}
