import type { Database } from "./database.js";

/** The first number of each counter, of the length that the API's numbers have. Counters are common to all accounts. */
const FIRST = {
  droplet: 520_000_001,
  action: 2_600_000_001,
  image: 210_000_001,
  ssh_key: 48_000_001,
  domain_record: 1_780_000_001,
  reserved_ip: 0,
  reserved_ipv6: 1,
  network: 0,
  kafka_schema: 1,
} as const;

export type Counter = keyof typeof FIRST;

/** The next number: never given twice, also not over several processes. */
export function nextNumber(database: Database, counter: Counter): number {
  const row = database.row(
    "INSERT INTO counters VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
    counter,
    FIRST[counter],
  );
  return Number(row?.[0]);
}
