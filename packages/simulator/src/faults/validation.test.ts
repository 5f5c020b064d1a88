import { describe, expect, it } from "vitest";
import { type FaultRule, FaultRuleError } from "./rule.js";
import { checkedRule } from "./validation.js";

const effect = { type: "reset" } as const;

describe("checkedRule", () => {
  it.each<[unknown, string]>([
    [undefined, "A fault rule must be an object."],
    [[], "A fault rule must be an object."],
    ["reset", "A fault rule must be an object."],
    [{}, "effect must be an object."],
    [{ effect: "reset" }, "effect must be an object."],
    [{ effect: null }, "effect must be an object."],
    [{ effect, probabilty: 1 }, "probabilty means nothing here; there are on, probability, times, after, effect."],
    [{ effect, probability: 1.1 }, "probability must be a number from 0 to 1."],
    [{ effect, probability: "0.5" }, "probability must be a number from 0 to 1."],
    [{ effect, probability: Number.NaN }, "probability must be a number from 0 to 1."],
    [{ effect, times: 0 }, "times must be a whole number from 1."],
    [{ effect, times: null }, "times must be a whole number from 1."],
    [{ effect, after: 0.5 }, "after must be a whole number from 0."],
    [{ effect, on: 7 }, 'on must be the id of an operation, "METHOD /path", a list of these, or a function.'],
    [{ effect, on: [] }, 'on must be the id of an operation, "METHOD /path", a list of these, or a function.'],
    [
      { effect: {} },
      "effect.type must be one of status, reset, hang, truncated, garbled, latency, errored, vanished, invisible.",
    ],
    [{ effect: { type: "toString" } }, "effect.type must be one of status, "],
    [{ effect: { type: "reset", when: "during" } }, "effect.when must be one of before, after."],
    [{ effect: { type: "reset", status: 500 } }, "effect.status means nothing here; there are type, when."],
    [{ effect: { type: "status" } }, "effect.status must be a whole number from 400 to 599."],
    [{ effect: { type: "status", status: 200 } }, "effect.status must be a whole number from 400 to 599."],
    [{ effect: { type: "status", status: 503, format: "xml" } }, "effect.format must be one of json, html, text."],
    [{ effect: { type: "status", status: 429, retryAfter: -1 } }, "effect.retryAfter must be a whole number from 0."],
    [{ effect: { type: "latency" } }, "effect.milliseconds must be a number from 0 to 2147483647."],
    [{ effect: { type: "latency", milliseconds: 2 ** 31 } }, "effect.milliseconds must be a number from 0 to"],
    [{ effect: { type: "invisible", milliseconds: -1 } }, "effect.milliseconds must be a number from 0 to"],
    [{ effect: { type: "truncated", bytes: 1.5 } }, "effect.bytes must be a whole number from 0."],
    [{ effect: { type: "garbled", contentType: "a\r\nb: c" } }, "effect.contentType must be a text of one line"],
    [{ effect: { type: "errored", when: "after" } }, "effect.when means nothing here; there are type."],
  ])("refuses %j and says why", (rule, message) => {
    const check = () => checkedRule(rule);
    expect(check).toThrow(FaultRuleError);
    expect(check).toThrow(message);
  });

  it("keeps a rule as it was, whatever is done to the original", () => {
    const rule = { on: ["account_get" as const], times: 2, effect: { type: "status" as const, status: 500 } };
    const kept = checkedRule(rule);
    rule.on.pop();
    rule.effect.status = 200;
    expect(kept).toEqual({ on: ["account_get"], times: 2, effect: { type: "status", status: 500 } });
  });

  it("takes every effect with all that it can have", () => {
    const effects: FaultRule["effect"][] = [
      { type: "status", status: 599, format: "html", message: "m", retryAfter: 0, when: "after" },
      { type: "reset", when: "before" },
      { type: "hang", when: "after" },
      { type: "truncated", bytes: 0 },
      { type: "garbled", body: "", contentType: "text/plain" },
      { type: "latency", milliseconds: 0, when: "after" },
      { type: "errored" },
      { type: "vanished" },
      { type: "invisible", milliseconds: 1.5 },
    ];
    for (const each of effects) expect(checkedRule({ effect: each })).toEqual({ effect: each });
  });
});
