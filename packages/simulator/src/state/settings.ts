import type { ClockSetting, ClockStore } from "../clock.js";
import type { Database } from "./database.js";

/** The clock's setting as a row of the state. */
export function clockStore(database: Database): ClockStore {
  function load(): ClockSetting {
    const row = database.row("SELECT json FROM settings WHERE name = 'clock'");
    return row ? (JSON.parse(String(row[0])) as ClockSetting) : { frozen: null, offset: 0 };
  }
  return {
    load,
    update: (change) =>
      database.write(() => {
        database.run("INSERT OR REPLACE INTO settings VALUES ('clock', ?)", JSON.stringify(change(load())));
      }),
  };
}
