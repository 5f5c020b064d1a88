/** When something happens that has a cron expression: the values that each field of a time can have, in UTC. */
interface Schedule {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Where both days and weekdays are named, one of them is enough. */
  readonly eitherDay: boolean;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** No date is further away than the next 29th of February, eight years at most. */
const HORIZON = 8 * 366;

/** Reads the five fields of a cron expression; undefined when they are none. */
export function parseCron(expression: string): Schedule | undefined {
  const fields = expression.trim().split(/\s+/);
  const [minutes, hours, days, months, weekdays] = [
    valuesOf(fields[0], 0, 59),
    valuesOf(fields[1], 0, 23),
    valuesOf(fields[2], 1, 31),
    valuesOf(fields[3], 1, 12),
    valuesOf(fields[4], 0, 7),
  ];
  if (!minutes || !hours || !days || !months || !weekdays || fields.length !== 5) return undefined;
  // Sunday is 0 and 7.
  const sundays = weekdays.has(7) ? new Set([...weekdays, 0]) : weekdays;
  const eitherDay = !fields[2]?.startsWith("*") && !fields[4]?.startsWith("*");
  return { minutes, hours, days, months, weekdays: sundays, eitherDay };
}

/** The values of a field such as `*`, `5`, `1-5`, `0-30/10` or a list of these. */
function valuesOf(field: string | undefined, least: number, most: number): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const part of (field ?? "").split(",")) {
    const match = /^(?:\*|(\d{1,2})(?:-(\d{1,2}))?)(?:\/(\d{1,2}))?$/.exec(part);
    if (!match) return undefined;
    const first = Number(match[1] ?? least);
    const last = Number(match[2] ?? (match[1] === undefined || match[3] !== undefined ? most : first));
    const step = Number(match[3] ?? 1);
    if (first < least || last > most || first > last || step === 0) return undefined;
    for (let value = first; value <= last; value += step) values.add(value);
  }
  return values;
}

/** The first time of a schedule that is after `time`; undefined when there is none, as on the 30th of February. */
export function nextTime(schedule: Schedule, time: number): number | undefined {
  const start = (Math.floor(time / MINUTE) + 1) * MINUTE;
  const today = Math.floor(start / DAY) * DAY;
  const minutes = minutesOfDay(schedule);
  for (let day = today; day < today + HORIZON * DAY; day += DAY) {
    if (!hasDay(schedule, new Date(day))) continue;
    const found = minutes.find((minute) => day + minute * MINUTE >= start);
    if (found !== undefined) return day + found * MINUTE;
  }
  return undefined;
}

function minutesOfDay({ hours, minutes }: Schedule): number[] {
  return [...hours]
    .flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute))
    .sort((one, other) => one - other);
}

function hasDay({ days, months, weekdays, eitherDay }: Schedule, date: Date): boolean {
  if (!months.has(date.getUTCMonth() + 1)) return false;
  const isDay = days.has(date.getUTCDate());
  const isWeekday = weekdays.has(date.getUTCDay());
  return eitherDay ? isDay || isWeekday : isDay && isWeekday;
}
