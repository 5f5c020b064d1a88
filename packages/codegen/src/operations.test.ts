import { describe, expect, it } from "vitest";
import { type Operation, readOperations } from "./operations.js";
import { documentOf, operationOf, reference } from "./testing.js";

function read(operation: object, schemas = {}): Operation {
  const paths = { "/things": { post: { operationId: "op", responses: { 204: {} }, ...operation } } };
  const [first] = readOperations(documentOf(schemas, paths));
  if (!first) throw new Error("no operation was read");
  return first;
}

const content = (media: string, schema = {}) => ({ content: { [media]: { schema } } });

describe("the answer", () => {
  it("is that of the first success status", () => {
    expect(read({ responses: { 401: {}, 201: content("application/json", { type: "object" }) } })).toMatchObject({
      status: 201,
      answer: { kind: "json", schema: { type: "object" } },
    });
  });

  it("prefers JSON to a stream of events", () => {
    const both = { content: { "text/event-stream": {}, "application/json": { schema: reference("a") } } };
    expect(read({ responses: { 200: both } }, { a: {} }).answer).toEqual({ kind: "json", schema: reference("a") });
  });

  it.each([
    ["text/csv", "text"],
    ["application/yaml", "text"],
    ["text/event-stream", "text"],
    ["application/pdf", "bytes"],
  ])("of %s is %s", (media, kind) => {
    expect(read({ responses: { 200: content(media) } }).answer).toEqual({ kind, media });
  });

  it("is one of several when success has several bodies, and one when they are the same", () => {
    const a = content("application/json", reference("a"));
    const b = content("application/json", reference("b"));
    const schemas = { a: {}, b: {} };
    expect(read({ responses: { 200: a, 202: b } }, schemas).answer).toMatchObject({ schema: { oneOf: [{}, {}] } });
    expect(read({ responses: { 200: a, 202: a } }, schemas).answer).toEqual({ kind: "json", schema: reference("a") });
  });

  it("of a retired operation is its 410", () => {
    expect(read({ responses: { 401: {}, 410: {}, default: {} } })).toMatchObject({
      status: 410,
      answer: { kind: "none" },
    });
  });
});

describe("the body", () => {
  const body = (schema: object, required?: boolean) => ({
    requestBody: { required, ...content("application/json", schema) },
  });

  it("is required when the document says so or when it cannot be empty", () => {
    const needy = { properties: { name: {} }, required: ["name"] };
    expect(read(body({}, true)).body?.required).toBe(true);
    expect(read(body(needy)).body?.required).toBe(true);
    expect(read(body({ oneOf: [needy, needy] })).body?.required).toBe(true);
    expect(read(body({ oneOf: [needy, {}] })).body?.required).toBe(false);
    expect(read(body({ properties: { name: {} } })).body?.required).toBe(false);
  });

  it("is not required for what a request leaves out", () => {
    const schema = { properties: { id: { readOnly: true } }, required: ["id"] };
    expect(read(body(schema)).body?.required).toBe(false);
  });
});

describe("scopes", () => {
  it("are those of the first way, with the other ways apart", () => {
    const { scopes, alternativeScopes } = read({
      security: [{ bearer: ["a:read", "b:read"] }, { bearer: ["c:read"] }],
    });
    expect([scopes, alternativeScopes]).toEqual([["a:read", "b:read"], [["c:read"]]]);
  });

  it("are none where nothing is said", () => {
    expect(read({ security: [] }).scopes).toEqual([]);
  });
});

describe("parameters", () => {
  it("are taken from the path as well, and sorted by place", () => {
    const parameters = [{ name: "id", in: "path", schema: { type: "integer" } }];
    const get = {
      operationId: "op",
      responses: { 204: {} },
      parameters: [
        { name: "X-A", in: "header" },
        { name: "q", in: "query" },
      ],
    };
    const [operation] = readOperations(documentOf({}, { "/things/{id}": { parameters, get } }));
    expect(operation?.pathParameters).toEqual([
      { name: "id", required: true, deprecated: false, schema: { type: "integer" } },
    ]);
    expect(operation?.query.map(({ name }) => name)).toEqual(["q"]);
    expect(operation?.headers.map(({ name }) => name)).toEqual(["X-A"]);
  });

  it("leave out the headers that the media types settle", () => {
    const parameters = ["Accept", "Content-Type", "authorization"].map((name) => ({ name, in: "header" }));
    expect(read({ parameters }).headers).toEqual([]);
  });
});

describe("hosts", () => {
  it.each([
    ["https://inference.do-ai.run", "inference"],
    ["https://{agent_url}", "agent"],
    ["https://", "upload"],
  ])("%s is %s", (url, host) => {
    expect(read({ servers: [{ url }] }).host).toBe(host);
  });

  it("that are unknown are refused", () => {
    expect(() => read({ servers: [{ url: "https://elsewhere.test" }] })).toThrow(
      "POST /things is on a server that is not known",
    );
  });
});

it("refuses operations that cannot be told apart or have no name", () => {
  const twice = { ...operationOf({}), ...operationOf({}, {}, ["get", "/others"]) };
  expect(() => readOperations(documentOf({}, twice))).toThrow("op is used twice (again by GET /others)");
  expect(() => read({ operationId: undefined })).toThrow("POST /things has no operationId");
});
