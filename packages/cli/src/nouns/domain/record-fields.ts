import { type Input, number, text } from "../../command/declare.js";

const most = 65_535;

/** The fields that only some types of records have, and how long an answer may be kept. */
export const fieldOptions = {
  priority: number("--priority <int>", "of MX and SRV records", { least: 0, most, whole: true }),
  port: number("--port <int>", "of SRV records", { least: 0, most, whole: true }),
  weight: number("--weight <int>", "of SRV records", { least: 0, most, whole: true }),
  ttl: number("--ttl <seconds>", "how long others may keep the answer", { least: 0, whole: true }),
  flags: number("--flags <int>", "of CAA records", { least: 0, most: 255, whole: true }),
  tag: text("--tag <tag>", "of CAA records: issue, issuewild or iodef"),
};

/** The fields that are given. */
export function fieldsOf({ priority, port, weight, ttl, flags, tag }: Input<typeof fieldOptions>) {
  return {
    ...(priority === undefined ? {} : { priority }),
    ...(port === undefined ? {} : { port }),
    ...(weight === undefined ? {} : { weight }),
    ...(ttl === undefined ? {} : { ttl }),
    ...(flags === undefined ? {} : { flags }),
    ...(tag === undefined ? {} : { tag }),
  };
}
