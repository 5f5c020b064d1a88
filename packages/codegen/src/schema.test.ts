import { describe, expect, it } from "vitest";
import type { Schema } from "./document.js";
import { TypePrinter } from "./emit/typescript.js";
import { pascalCase } from "./names.js";
import { operationOf, readerOf, reference } from "./testing.js";
import type { Direction, Type } from "./types.js";

type Schemas = Record<string, Schema>;

const print = (type: Type, direction: Direction) => new TypePrinter({ nameOf: pascalCase }).type(type, direction);

/** The text of a schema where it stands, as a request and as a response. */
function both(schema: Schema, schemas: Schemas = {}): [string, string] {
  return [request(schema, schemas), response(schema, schemas)];
}

const request = (schema: Schema, schemas: Schemas = {}) => print(readerOf(schemas).read(schema, "request"), "request");
const response = (schema: Schema, schemas: Schemas = {}) =>
  print(readerOf(schemas).read(schema, "response"), "response");
const declared = (schemas: Schemas, name: string) => print(readerOf(schemas).named(name, "request"), "request");
const answer = (schema: Schema, schemas: Schemas = {}) => print(readerOf(schemas).readAnswer(schema), "response");

const text: Schema = { type: "string" };
const object = (properties: Schemas, ...required: string[]): Schema => ({ type: "object", properties, required });

describe("plain values", () => {
  it.each<[Schema, string]>([
    [{ type: "string" }, "string"],
    [{ type: "string", format: "int64" }, "string"],
    [{ type: "string", format: "binary" }, "Uint8Array"],
    [{ type: "integer" }, "number"],
    [{ type: "number" }, "number"],
    [{ type: "boolean" }, "boolean"],
    [{}, "unknown"],
    [{ type: "array", items: { type: "string", nullable: true } }, "(string | null)[]"],
    [{ type: "array" }, "unknown[]"],
    [{ type: "object" }, "Record<string, unknown>"],
    [{ type: "object", additionalProperties: { type: "integer" } }, "Record<string, number>"],
    [{ type: "object", additionalProperties: true }, "Record<string, unknown>"],
    [{ ...object({ a: text }), additionalProperties: true }, "{ a?: string; [key: string]: unknown }"],
    [{ ...object({ a: text }), additionalProperties: { type: "integer" } }, "{ a?: string; [key: string]: unknown }"],
  ])("%j is %s", (schema, expected) => {
    expect(both(schema)).toEqual([expected, expected]);
  });

  it("are written out where the document only names them", () => {
    expect(request(reference("id"), { id: { type: "integer", nullable: true } })).toBe("number | null");
  });
});

describe("directions", () => {
  it("close the enums of requests and open those of responses", () => {
    const schema: Schema = { type: "string", enum: ["on", "off"] };
    expect(both(schema)).toEqual(['"on" | "off"', '"on" | "off" | (string & {})']);
  });

  it("open an enum of numbers to any number", () => {
    expect(both({ type: "integer", enum: [60, 600] })).toEqual(["60 | 600", "number"]);
  });

  it("leave out what is only read or only written", () => {
    const schema = object(
      { id: { ...text, readOnly: true }, key: { ...text, writeOnly: true }, name: text },
      "id",
      "key",
      "name",
    );
    expect(both(schema)).toEqual(["{ key: string; name: string }", "{ id: string; name: string }"]);
  });

  it("see the mark behind a reference and in a part of allOf", () => {
    const schemas = { id: { ...text, readOnly: true }, link: object({ a: text }) };
    const schema = object({
      id: reference("id"),
      link: { allOf: [reference("link"), { readOnly: true }] },
      name: text,
    });
    expect(request(schema, schemas)).toBe("{ name?: string }");
  });
});

describe("nullable", () => {
  it.each<[string, Schema, string]>([
    ["with a type", { ...text, nullable: true }, "string | null"],
    ["without a type", { nullable: true, allOf: [reference("a")] }, "A | null"],
    ["beside oneOf", { nullable: true, oneOf: [text, { type: "integer" }] }, "string | number | null"],
    ["within an enum", { type: "string", enum: ["a", null], nullable: true }, '"a" | null'],
    ["of anything", { nullable: true }, "unknown"],
  ])("%s", (_, schema, expected) => {
    expect(request(schema, { a: object({ x: text }) })).toBe(expected);
  });

  it("may be spelled as an object beside the real one", () => {
    const schema: Schema = { anyOf: [{ type: "object", nullable: true }, reference("a")] };
    expect(request(schema, { a: object({ x: text }) })).toBe("A | null");
  });
});

describe("allOf", () => {
  const schemas: Schemas = { base: object({ id: text, name: text }, "id"), other: object({ size: text }) };

  it("ignores parts that only describe", () => {
    const schema = { allOf: [{ description: "prose" }, reference("base"), { deprecated: true }] } as Schema;
    expect(request(schema, schemas)).toBe("Base");
  });

  it("is the base when nothing is added to it", () => {
    expect(request({ allOf: [reference("base"), { required: ["id"] }] }, schemas)).toBe("Base");
  });

  it("takes over what it extends", () => {
    expect(request({ allOf: [reference("base"), object({ more: text })] }, schemas)).toBe("Base & { more?: string }");
    expect(request({ allOf: [reference("base"), reference("other")] }, schemas)).toBe("Base & Other");
  });

  it("repeats only what it makes required", () => {
    expect(request({ allOf: [reference("base")], required: ["name"] }, schemas)).toBe("Base & { name: string }");
  });

  it("lays everything flat when nothing would be left to inherit", () => {
    expect(request({ allOf: [reference("other"), { required: ["size"] }] }, schemas)).toBe("{ size: string }");
  });

  it("lays everything flat when a property changes into something else", () => {
    const base = object({ kind: { ...text, enum: ["a"] }, name: text });
    const schema: Schema = { allOf: [reference("base"), object({ kind: { ...text, enum: ["b"] } })] };
    expect(request(schema, { base })).toBe('{ kind?: "b"; name?: string }');
  });

  it("narrows plain values", () => {
    expect(request({ allOf: [reference("kind"), { type: "string", enum: ["a"] }] }, { kind: text })).toBe('"a"');
  });

  it("joins what several parts say about one property", () => {
    const part = (name: string) => object({ metrics: object({ [name]: text }) });
    expect(request({ allOf: [part("cpu"), part("ram")] })).toBe("{ metrics?: { cpu?: string; ram?: string } }");
  });

  it("demands one of several properties", () => {
    const schema: Schema = { allOf: [reference("base"), { anyOf: [{ required: ["id"] }, { required: ["name"] }] }] };
    expect(request(schema, { base: object({ id: text, name: text }) })).toBe(
      "Base & ({ id: string } | { name: string })",
    );
  });

  it("may lead back to where it began", () => {
    const node = {
      allOf: [reference("base"), object({ parent: { allOf: [reference("node"), object({ extra: text })] } })],
    };
    expect(declared({ ...schemas, node }, "node")).toBe("Base & { parent?: Node & { extra?: string } }");
  });
});

describe("unions", () => {
  it("drop repetitions", () => {
    expect(request({ oneOf: [text, { type: "boolean" }, { ...text, maxLength: 3 }] })).toBe("string | boolean");
  });

  it("with an empty alternative are objects that may have any of the properties", () => {
    const schemas = { next: object({ next: text }, "next"), prev: object({ prev: text }, "prev") };
    const schema: Schema = { anyOf: [reference("next"), reference("prev"), {}] };
    expect(response(schema, schemas)).toBe("{ next?: string; prev?: string }");
  });
});

describe("discriminators", () => {
  const schemas: Schemas = {
    action: object({ type: { type: "string", enum: ["reboot", "resize", "off"] }, at: text }, "type"),
    action_resize: { allOf: [reference("action"), object({ size: text }, "size")] },
    post: {
      anyOf: [reference("action"), reference("action_resize")],
      discriminator: {
        propertyName: "type",
        mapping: {
          reboot: "#/components/schemas/action",
          resize: "#/components/schemas/action_resize",
          off: "#/components/schemas/action",
        },
      },
    },
  };

  it("narrow an alternative that is used for nothing else by its declaration", () => {
    expect(declared(schemas, "action_resize")).toBe('Action & { type: "resize"; size: string }');
  });

  it("narrow any other alternative where it stands", () => {
    expect(declared(schemas, "post")).toBe('{ type: "reboot" | "off"; at?: string } | ActionResize');
  });

  it("give an alternative the property that it does not mention itself", () => {
    const mapping = { a: "#/components/schemas/plain" };
    const union: Schema = { oneOf: [reference("plain")], discriminator: { propertyName: "kind", mapping } };
    expect(declared({ plain: object({ x: text }), union }, "plain")).toBe('{ kind: "a"; x?: string }');
  });

  it("leave an alternative wide that other unions choose by other values", () => {
    const mapping = { grow: "#/components/schemas/action_resize" };
    const by_tag: Schema = { oneOf: [reference("action_resize")], discriminator: { propertyName: "type", mapping } };
    expect(declared({ ...schemas, by_tag }, "action_resize")).toBe("Action & { size: string }");
    expect(declared({ ...schemas, by_tag }, "by_tag")).toContain('type: "grow"');
  });
});

describe("answers", () => {
  it("have all keys of their envelope but the uncertain ones", () => {
    const schema = object({
      things: { type: "array", items: text },
      links: text,
      error: text,
      left: { ...text, nullable: true },
    });
    expect(answer(schema)).toBe("{ things: string[]; links?: string; error?: string; left: string | null }");
  });

  it("are taken at their word when they say what is required", () => {
    expect(answer(object({ id: text, name: text }, "id"))).toBe("{ id: string; name?: string }");
    expect(answer(object({ things: text, meta: text }, "meta"))).toBe("{ things: string; meta: string }");
  });

  it("do not change what is nested", () => {
    expect(answer(object({ thing: object({ id: text }) }))).toBe("{ thing: { id?: string } }");
  });

  it("are envelopes too when they have a name that is used for nothing else", () => {
    const schemas = { answer: object({ thing: reference("thing") }), thing: object({ id: text, name: text }) };
    const paths = {
      ...operationOf(reference("answer")),
      ...operationOf(reference("thing"), { operationId: "b" }, ["get", "/b"]),
    };
    const reader = readerOf(schemas, paths);
    expect(print(reader.named("answer", "response"), "response")).toBe("{ thing: Thing }");
    expect(print(reader.named("thing", "response"), "response")).toBe("{ id?: string; name?: string }");
  });
});

it("reads an object with items as what is under items", () => {
  expect(request({ type: "object", items: object({ value: text }) })).toBe("{ value?: string }");
});
