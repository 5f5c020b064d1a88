import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, it } from "vitest";

/** The committed file: what the simulator compiles part by part, when first used. */
const text = readFileSync(new URL("../../../simulator/generated/schemas.json", import.meta.url), "utf8");
const file = JSON.parse(text) as {
  definitions: Record<string, object>;
  operations: Record<string, Record<string, object>>;
};

describe("the schemas of the real document", () => {
  it("all compile, without a warning", () => {
    const warnings: unknown[] = [];
    const note = (...message: unknown[]) => warnings.push(message);
    const ajv = new Ajv({ strict: false, logger: { log: note, warn: note, error: note } });
    formats.default(ajv);
    ajv.addSchema(file, "file");
    const requests = Object.entries(file.operations).flatMap(([id, parts]) =>
      Object.keys(parts).map((part) => `file#/operations/${encodeURIComponent(id)}/${part}`),
    );
    const definitions = Object.keys(file.definitions).map((name) => `file#/definitions/${encodeURIComponent(name)}`);
    for (const $ref of [...requests, ...definitions]) ajv.compile({ $ref });
    expect(warnings).toEqual([]);
  });

  it("carry no prose", () => {
    expect(text).not.toMatch(/"(description|title|example|examples|summary)":"/);
  });
});
