import { describe, expect, it } from "vitest";
import type { Schema } from "./document.js";
import { buildModel } from "./model.js";
import { readOperations } from "./operations.js";
import { documentOf, reference } from "./testing.js";

const object = (properties: Record<string, Schema>): Schema => ({ type: "object", properties });
const text: Schema = { type: "string" };

interface Use {
  tag?: string;
  body?: string;
  answer?: string;
}

/** For each file the names that it declares, for operations that use named schemas as bodies and answers. */
function declared(schemas: Record<string, Schema>, ...uses: Use[]): Record<string, string[]> {
  const content = (name: string) => ({ content: { "application/json": { schema: object({ it: reference(name) }) } } });
  const paths = Object.fromEntries(
    uses.map(({ tag = "Things", body, answer }, index) => {
      const responses = answer === undefined ? { 204: {} } : { 200: content(answer) };
      const requestBody = body === undefined ? undefined : content(body);
      return [`/${index}`, { post: { operationId: `op${index}`, tags: [tag], requestBody, responses } }];
    }),
  );
  const document = documentOf(schemas, paths);
  const { files } = buildModel(document, readOperations(document));
  const names = [...files].map(([file, declarations]) => [file, declarations.map(({ name }) => name)] as const);
  return Object.fromEntries(names.map(([file, all]) => [file, all.filter((name) => !name.startsWith("Op"))]));
}

describe("a schema that requests and answers use", () => {
  it("is declared once when it reads the same both ways", () => {
    expect(declared({ plain: object({ a: text }) }, { body: "plain", answer: "plain" })).toEqual({ things: ["Plain"] });
  });

  it("is declared twice when it does not, and so is all that mentions it", () => {
    const schemas = {
      outer: object({ middle: reference("middle") }),
      middle: object({ inner: reference("inner") }),
      inner: { ...text, enum: ["a"] },
    };
    expect(declared(schemas, { body: "outer", answer: "outer" })).toEqual({
      things: ["Outer", "OuterInput", "Middle", "MiddleInput", "Inner", "InnerInput"],
    });
  });

  it("is declared once when only one direction reaches it", () => {
    expect(declared({ kind: { ...text, enum: ["a"] } }, { body: "kind" })).toEqual({ things: ["Kind"] });
  });

  it("is not declared when nothing reaches it", () => {
    expect(declared({ plain: object({ a: text }), other: object({}) }, { body: "plain" })).toEqual({
      things: ["Plain"],
    });
  });
});

describe("the file of a schema", () => {
  const schemas = { load_balancer: object({ a: text }), detail: object({ a: text }), policy: object({ a: text }) };

  it("is that of the tag with its name, else that of the first operation that reaches it", () => {
    const uses = [
      { tag: "Droplets", answer: "load_balancer" },
      { tag: "Droplets", answer: "detail" },
      { tag: "Load Balancers", answer: "detail" },
      { tag: "Policies", body: "detail" },
      { tag: "Droplets", body: "policy" },
    ];
    expect(declared(schemas, ...uses)).toEqual({
      droplets: ["Detail"],
      "load-balancers": ["LoadBalancer"],
      policies: ["Policy"],
    });
  });
});
