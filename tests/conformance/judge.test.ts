import { expect, it } from "vitest";
import type { JsonObject } from "./document.js";
import { type Answer, judgeBy } from "./judge.js";

const integer = { schema: { type: "integer" } };
const json = (schema: JsonObject) => ({ headers: { left: integer }, content: { "application/json": { schema } } });
const problem = json({ type: "object", required: ["id"], properties: { id: { type: "string" } } });
const book = { $ref: "#/components/schemas/book" };
const document: JsonObject = {
  paths: {
    "/books/{id}": {
      get: { responses: { 200: { $ref: "#/components/responses/book" }, 404: problem, default: problem } },
      delete: { responses: { 204: { headers: { left: integer } } } },
      put: { responses: { 200: { content: { "text/csv": { schema: { type: "string" } } } } } },
      post: { responses: { 200: { content: { "application/yaml": {} } } } },
    },
  },
  components: {
    responses: { book: json({ properties: { book }, example: { book: 1 } }) },
    schemas: {
      book: {
        allOf: [
          { type: "object", required: ["title"], properties: { title: { type: "string" } } },
          {
            properties: {
              pages: { type: "integer", format: "uint32", nullable: true },
              language: { type: "string", enum: ["en", "de"], nullable: true },
              sequel: { nullable: true, allOf: [book] },
              notes: { type: "object" },
              shop: {
                anyOf: [{ properties: { name: { type: "string" } } }, { properties: { url: { type: "string" } } }],
              },
            },
          },
        ],
      },
    },
  },
};
const judge = judgeBy(document);

const read = "GET /books/{id}";

/** An answer with what differs from one that fits. */
function answer({ status = 200, type = "application/json; charset=utf-8", headers = {}, ...rest }: Differing): Answer {
  const { route = read, body = { book: { title: "A" } } } = rest;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { route, status, headers: new Headers({ left: "7", "content-type": type, ...headers }), body: text };
}

interface Differing {
  route?: string;
  status?: number;
  type?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

it.each([
  { title: "A" },
  { title: "A", pages: 4_294_967_295, language: "en", sequel: { title: "B", sequel: null } },
  { title: "A", pages: null, language: null, sequel: null, notes: { anything: true } },
  { title: "A", shop: { name: "Corner", url: "https://shop.example.com" } },
])("finds nothing in the book %j", (wanted) => {
  expect(judge(answer({ body: { book: wanted } }))).toEqual([]);
});

it.each([
  [{ pages: 1 }, "/book must have required property 'title'"],
  [{ title: 1 }, "/book/title must be string"],
  [{ title: null }, "/book/title must be string"],
  [{ title: "A", pages: -1 }, '/book/pages must match format "uint32"'],
  [{ title: "A", language: "fr" }, "/book/language must be equal to one of the allowed values: en, de, "],
  [{ title: "A", author: "me" }, "/book has a field that is not documented: author"],
  [{ title: "A", sequel: { title: "B", author: "me" } }, "/book/sequel has a field that is not documented: author"],
  [{ title: "A", shop: { street: "High" } }, "/book/shop has a field that is not documented: street"],
])("finds what is wrong in the book %j", (wrong, problem) => {
  expect(judge(answer({ body: { book: wrong } }))).toContain(`${read}, 200: ${problem}`);
});

it.each([
  ["an operation that there is not", { route: "PATCH /books/{id}" }, /knows no such operation/],
  ["a success that is not documented", { status: 201 }, /does not know this status/],
  ["a failure that does not fit", { status: 404, body: { message: "Not found" } }, /must have required property 'id'/],
  ["a failure that is not documented, and does not fit", { status: 409, body: {} }, /must have required property 'id'/],
  ["another media type", { type: "text/html", body: "<p>" }, /should be application\/json, not text\/html/],
  ["a body that is not JSON", { body: "{" }, /the body is not JSON/],
  ["a list in the place of an object", { body: [] }, /it must be object/],
  ["a field beside the envelope", { body: { book: { title: "A" }, books: [] } }, /not documented: books/],
  ["a header of the wrong type", { headers: { left: "few" } }, /header left: it must be integer/],
  ["a body where none belongs", { route: "DELETE /books/{id}", status: 204, body: "x" }, /should be no body/],
  ["an empty file of any content", { route: "POST /books/{id}", type: "application/yaml", body: "" }, /body is empty/],
  ["an empty file", { route: "PUT /books/{id}", type: "text/csv", body: "" }, /the body is empty/],
])("finds %s", (_, differing: Differing, problem) => {
  expect(judge(answer(differing)).join("\n")).toMatch(problem);
});

it("finds nothing in a file that the document says no more of than its type", () => {
  expect(judge(answer({ route: "POST /books/{id}", type: "application/yaml", body: "title: A" }))).toEqual([]);
});

it("misses a documented header in a success only", () => {
  const without = (wanted: Answer) => ({ ...wanted, headers: new Headers({ "content-type": "application/json" }) });
  expect(judge(without(answer({})))).toEqual([`${read}, 200: the header left is missing`]);
  expect(judge(without(answer({ status: 401, body: { id: "unauthorized" } })))).toEqual([]);
});

it("does not pass over a keyword or a format that it does not know", () => {
  const withBook = (schema: JsonObject) => {
    const response = json({ properties: { book: schema } });
    return judgeBy({ ...document, paths: { "/books/{id}": { get: { responses: { 200: response } } } } });
  };
  expect(() => withBook({ type: "object", propertyNames2: {} })(answer({}))).toThrow(/unknown keyword/);
  expect(() => withBook({ type: "string", format: "isbn" })(answer({}))).toThrow(/unknown format/);
});
