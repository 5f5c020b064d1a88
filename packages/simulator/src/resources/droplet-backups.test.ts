import { describe, expect, it } from "vitest";
import { backupPolicy, nextBackupWindow } from "./droplet-backups.js";

/** A Sunday. */
const at = (hour: number, minute = 0) => Date.UTC(2026, 2, 1, hour, minute);

describe("nextBackupWindow", () => {
  it("is later the same day, or a week later when the hour has come", () => {
    const policy = backupPolicy({ plan: "weekly", weekday: "SUN", hour: 16 });
    expect(nextBackupWindow(policy, at(15, 59)).start).toBe("2026-03-01T16:00:00Z");
    expect(nextBackupWindow(policy, at(16)).start).toBe("2026-03-08T16:00:00Z");
  });

  it("is every day under a daily policy and ends four hours later", () => {
    const policy = backupPolicy({ plan: "daily", hour: 20 });
    expect(nextBackupWindow(policy, at(21))).toEqual({ start: "2026-03-02T20:00:00Z", end: "2026-03-03T00:00:00Z" });
  });
});

describe("backupPolicy", () => {
  it("keeps of the old policy what the new one does not say", () => {
    expect(backupPolicy({ hour: 4 }, { plan: "weekly", weekday: "FRI", hour: 8 })).toEqual({
      plan: "weekly",
      weekday: "FRI",
      hour: 4,
    });
  });
});
