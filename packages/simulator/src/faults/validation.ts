import { type FaultEffect, type FaultRule, FaultRuleError } from "./rule.js";

interface Check {
  readonly fits: (value: unknown) => boolean;
  /** As the end of "x must be ...". */
  readonly words: string;
  readonly required?: boolean;
}

type Fields = Readonly<Record<string, Check>>;

/** Timers of Node.js know no longer time; longer ones would be over at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

const number = (least: number, most = Number.POSITIVE_INFINITY): Check => ({
  fits: (value) => typeof value === "number" && value >= least && value <= most,
  words: most === Number.POSITIVE_INFINITY ? `a number from ${least}` : `a number from ${least} to ${most}`,
});

const whole = (least: number, most?: number): Check => {
  const { fits, words } = number(least, most);
  return {
    fits: (value) => Number.isInteger(value) && fits(value),
    words: words.replace("a number", "a whole number"),
  };
};

const oneOf = (...choices: readonly string[]): Check => ({
  fits: (value) => typeof value === "string" && choices.includes(value),
  words: `one of ${choices.join(", ")}`,
});

const required = (check: Check): Check => ({ ...check, required: true });

const text: Check = { fits: (value) => typeof value === "string", words: "a text" };
/** What a header can carry: anything else would break the answer instead of spoiling it. */
const headerText: Check = {
  fits: (value) => typeof value === "string" && /^[\x20-\x7e]+$/.test(value),
  words: "a text of one line in ASCII",
};
const object: Check = {
  fits: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  words: "an object",
};
const target: Check = {
  fits: (value) =>
    typeof value === "function" ||
    typeof value === "string" ||
    (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string")),
  words: 'the id of an operation, "METHOD /path", a list of these, or a function',
};

const when = oneOf("before", "after");

const ruleFields: Fields = {
  on: target,
  probability: number(0, 1),
  times: whole(1),
  after: whole(0),
  effect: required(object),
};

const effectFields: Readonly<Record<FaultEffect["type"], Fields>> = {
  status: {
    status: required(whole(400, 599)),
    format: oneOf("json", "html", "text"),
    message: text,
    retryAfter: whole(0),
    when,
  },
  reset: { when },
  hang: { when },
  truncated: { bytes: whole(0) },
  garbled: { body: text, contentType: headerText },
  latency: { milliseconds: required(number(0, LONGEST_TIMER)), when },
  errored: {},
  vanished: {},
  invisible: { milliseconds: required(number(0, Number.MAX_SAFE_INTEGER)) },
};

/** A copy of the rule that nothing changes any more, once everything in it is known to mean something. */
export function checkedRule(value: unknown): FaultRule {
  const rule = record(value, "A fault rule");
  checkFields(rule, ruleFields, "");
  const effect = record(rule.effect, "effect");
  const { type } = effect;
  if (!isEffectType(type)) {
    throw new FaultRuleError(`effect.type must be ${oneOf(...Object.keys(effectFields)).words}.`);
  }
  checkFields(effect, { type: text, ...effectFields[type] }, "effect.");
  const copy = { ...rule, effect: Object.freeze({ ...effect }) };
  const { on } = rule;
  // Its fields are now those that the types say.
  return (Array.isArray(on) ? { ...copy, on: Object.freeze([...on]) } : copy) as unknown as FaultRule;
}

function isEffectType(type: unknown): type is FaultEffect["type"] {
  return typeof type === "string" && Object.hasOwn(effectFields, type);
}

function record(value: unknown, name: string): Readonly<Record<string, unknown>> {
  if (!object.fits(value)) throw new FaultRuleError(`${name} must be ${object.words}.`);
  return value as Record<string, unknown>;
}

function checkFields(values: Readonly<Record<string, unknown>>, fields: Fields, prefix: string): void {
  for (const name of Object.keys(values)) {
    if (Object.hasOwn(fields, name)) continue;
    throw new FaultRuleError(`${prefix}${name} means nothing here; there are ${Object.keys(fields).join(", ")}.`);
  }
  for (const [name, { fits, words, required: needed }] of Object.entries(fields)) {
    const value = values[name];
    if (value === undefined ? needed : !fits(value)) throw new FaultRuleError(`${prefix}${name} must be ${words}.`);
  }
}
