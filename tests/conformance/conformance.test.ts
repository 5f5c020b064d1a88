import { beforeAll, describe, expect, it } from "vitest";
import { type Api, connect } from "./api.js";
import { type JsonObject, type Operation, operationsOf, readDocument, schemaIn } from "./document.js";
import { corrected, exceptions } from "./exceptions.js";
import { fieldsOf } from "./json-schema.js";
import { type Answer, type Judge, judgeBy } from "./judge.js";
import { scenarios } from "./scenarios/index.js";

const literal = readDocument();

// Without the document these tests are reported as skipped: nothing was checked.
describe.runIf(literal)("what the simulator answers fits DigitalOcean's document", () => {
  let document: JsonObject;
  let operations: readonly Operation[];
  let judge: Judge;
  const scenes = new Map<string, { answers: readonly Answer[]; error: Error | undefined }>();
  /** By operation. */
  const successes = new Map<string, Answer[]>();
  let simulated: ReadonlySet<string>;

  beforeAll(async () => {
    document = corrected(literal as JsonObject);
    operations = operationsOf(document);
    judge = judgeBy(document);
    for (const [name, scenario] of Object.entries(scenarios)) {
      const api = connect();
      const error = await scenario(api).then(
        () => undefined,
        (reason: Error) => reason,
      );
      scenes.set(name, { answers: api.answers, error });
      for (const answer of api.answers) {
        if (answer.status < 300) successes.set(answer.route, [...(successes.get(answer.route) ?? []), answer]);
      }
      await api.simulator.close();
    }
    const all = await askForEverything(connect());
    simulated = new Set(all.filter(({ status }) => status !== 501).map(({ route }) => route));
  });

  it.each(Object.keys(scenarios))("in the scenario %s", (name) => {
    const { answers = [], error } = scenes.get(name) ?? {};
    if (error !== undefined) throw error;
    expect(answers.length).toBeGreaterThan(0);
    expect(problemsOf(answers)).toEqual([]);
  });

  it("in an answer of success to every operation that is simulated", () => {
    expect(simulated.size).toBeGreaterThan(0);
    // One that is listed here needs a call in tests/conformance/scenarios.
    expect([...simulated].filter((route) => !successes.has(route))).toEqual([]);
  });

  // Hardly any schema requires the field that a whole answer is in; an empty object would fit.
  it("in having each field at the top of an answer at least once", () => {
    const missing = operations.flatMap(({ route, responses }) => {
      const answers = successes.get(route) ?? [];
      const schema = schemaIn(responses.get(String(answers[0]?.status)) ?? {});
      if (schema === undefined) return [];
      const shown = new Set(answers.flatMap(({ body }) => Object.keys(JSON.parse(body) as object)));
      return fieldsOf(document, schema).flatMap((field) => (shown.has(field) ? [] : [`${route}: ${field}`]));
    });
    expect(missing).toEqual([]);
  });

  it("in every refusal of a request that names nothing that is there", async () => {
    const refusals = refusalsIn(await askForEverything(connect()));
    expect(statusesOf(refusals)).toEqual([404, 422]);
    expect(problemsOf(refusals)).toEqual([]);
  });

  it("in every refusal of a request without a valid token", async () => {
    const refusals = refusalsIn(await askForEverything(connect(), { authorization: "none" }));
    expect(refusals).toHaveLength(simulated.size);
    expect(statusesOf(refusals)).toEqual([401]);
    expect(problemsOf(refusals)).toEqual([]);
  });

  it("in every refusal of a request too many", async () => {
    const api = connect({ limits: { perHour: 1, perMinute: 1 } });
    await api.send("GET /v2/account");
    const refusals = refusalsIn(await askForEverything(api));
    expect(refusals).toHaveLength(simulated.size);
    expect(statusesOf(refusals)).toEqual([429]);
    expect(problemsOf(refusals)).toEqual([]);
  });

  it("except where it must not: each of the exceptions is needed", () => {
    const judgeLiterally = judgeBy(literal as JsonObject);
    const all = [...scenes.values()].flatMap(({ answers }) => answers);
    const contradicting = all.filter((answer) => judgeLiterally(answer).length > 0);
    const needless = exceptions.filter((exception) => {
      const others = exceptions.filter((other) => other !== exception);
      const judgeWithout = judgeBy(corrected(literal as JsonObject, others));
      return contradicting.every((answer) => judgeWithout(answer).length === 0);
    });
    expect(needless).toEqual([]);
  });

  /** Every line once, however many answers it is about. */
  function problemsOf(answers: readonly Answer[]): string[] {
    return [...new Set(answers.flatMap(judge))];
  }

  function refusalsIn(answers: readonly Answer[]): Answer[] {
    return answers.filter(({ route, status }) => simulated.has(route) && status >= 400);
  }

  /** One request for each operation of the document, with ids that lead to nothing and with an empty body. */
  async function askForEverything({ send, simulator }: Api, headers = {}): Promise<readonly Answer[]> {
    const answers: Answer[] = [];
    for (const { route } of operations) {
      const path = Object.fromEntries([...route.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => [name, "7"]));
      answers.push(await send(route, { path, headers, ...(!route.startsWith("GET ") && { body: {} }) }));
    }
    await simulator.close();
    return answers;
  }
});

function statusesOf(answers: readonly Answer[]): number[] {
  return [...new Set(answers.map(({ status }) => status))].sort((one, other) => one - other);
}
