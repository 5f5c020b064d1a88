import type { DropletBackupPolicyInput } from "@doapi/client/wire";
import { timestamp } from "../clock.js";

export interface BackupPolicy {
  readonly plan: "daily" | "weekly";
  readonly weekday: Weekday;
  readonly hour: number;
}

const WEEKDAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;
type Weekday = (typeof WEEKDAYS)[number];

const DAY = 86_400_000;
const HOUR = 3_600_000;
const WINDOW_HOURS = 4;
const RETENTION_DAYS = { daily: 7, weekly: 28 } as const;

/** The policy asked for, on top of the one that holds: by default once a week, on Sunday. */
export function backupPolicy(
  wanted: DropletBackupPolicyInput | undefined,
  current?: BackupPolicy | null,
): BackupPolicy {
  return { plan: "weekly", weekday: "SUN", hour: 0, ...current, ...wanted };
}

export function policyView({ plan, weekday, hour }: BackupPolicy) {
  return {
    plan,
    ...(plan === "weekly" && { weekday }),
    hour,
    window_length_hours: WINDOW_HOURS,
    retention_period_days: RETENTION_DAYS[plan],
  };
}

/** The first window that begins after `now`. */
export function nextBackupWindow({ plan, weekday, hour }: BackupPolicy, now: number): { start: string; end: string } {
  let start = now - (now % DAY) + hour * HOUR;
  while (start <= now || (plan === "weekly" && new Date(start).getUTCDay() !== WEEKDAYS.indexOf(weekday))) start += DAY;
  return { start: timestamp(start), end: timestamp(start + WINDOW_HOURS * HOUR) };
}

export const SUPPORTED_POLICIES = (["weekly", "daily"] as const).map((name) => ({
  name,
  possible_window_starts: [0, 4, 8, 12, 16, 20],
  window_length_hours: WINDOW_HOURS,
  retention_period_days: RETENTION_DAYS[name],
  possible_days: name === "weekly" ? [...WEEKDAYS] : [],
}));
