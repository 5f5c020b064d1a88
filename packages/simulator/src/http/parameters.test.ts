import { describe, expect, it } from "vitest";
import type { ApiProblem } from "../problem.js";
import { parseBody, pathParameters, queryParameters } from "./parameters.js";
import { findOperation } from "./routes.js";
import { compiledValidators } from "./validation.js";

const operation = (method: string, path: string) => findOperation(method, path).operation;
const DROPLET = { name: "a", size: "s", image: "i" };

function body(path: string, value: unknown): unknown {
  return parseBody(operation("POST", path), typeof value === "string" ? value : JSON.stringify(value));
}

function refusal(attempt: () => unknown): [number, string] {
  try {
    attempt();
  } catch (error) {
    return [(error as ApiProblem).status, (error as ApiProblem).message];
  }
  throw new Error("It was not refused.");
}

describe("pathParameters", () => {
  it("makes numbers of what the document calls integers", () => {
    expect(pathParameters(findOperation("GET", "/v2/droplets/12/actions/3"))).toEqual({ droplet_id: 12, action_id: 3 });
    expect(pathParameters(findOperation("GET", "/v2/images/12"))).toEqual({ image_id: "12" });
    expect(pathParameters(findOperation("GET", "/v2/account"))).toBeUndefined();
  });

  it.each(["abc", "12abc", "-1", "1e3", "0x1f", "1.0", "9".repeat(30)])("answers 404 to the id %s", (id) => {
    expect(refusal(() => pathParameters(findOperation("GET", `/v2/droplets/${id}`)))[0]).toBe(404);
  });
});

describe("queryParameters", () => {
  it("reads what is declared, as the type it has", () => {
    const query = new URLSearchParams("private=true&tag_name=7&unknown=x&page=3");
    expect(queryParameters(operation("GET", "/v2/images"), query)).toEqual({ private: true, tag_name: "7" });
  });

  it("names what is wrong", () => {
    const read = (search: string) => () => queryParameters(operation("GET", "/v2/images"), new URLSearchParams(search));
    expect(refusal(read("private=perhaps"))).toEqual([422, "private must be boolean."]);
    expect(refusal(read("type=snapshot"))).toEqual([422, "type must be one of application, distribution."]);
  });

  it("compiles nothing for plain text, pages and paths", () => {
    const before = compiledValidators();
    queryParameters(operation("GET", "/v2/droplets"), new URLSearchParams("tag_name=a&name=b&page=2&per_page=500"));
    pathParameters(findOperation("GET", "/v2/droplets/1"));
    parseBody(operation("DELETE", "/v2/droplets/1"), "");
    expect(compiledValidators()).toBe(before);
  });
});

describe("parseBody", () => {
  it("gives the body of an operation that has one", () => {
    expect(body("/v2/tags", { name: "a", more: 1 })).toEqual({ name: "a", more: 1 });
  });

  it.each(["", "{}", "null", "not json"])("does not look at the body %j of an operation without one", (text) => {
    expect(parseBody(operation("GET", "/v2/droplets"), text)).toBeUndefined();
  });

  it("leaves out a null where none is allowed and keeps it where one is", () => {
    const sent = { ...DROPLET, ssh_keys: null, volumes: null, backup_policy: { plan: null }, tags: null };
    expect(body("/v2/droplets", sent)).toEqual({ ...DROPLET, backup_policy: {}, tags: null });
  });

  it("does not take a null for a required field", () => {
    expect(refusal(() => body("/v2/account/keys", { name: "a", public_key: null }))).toEqual([
      422,
      "public_key is required.",
    ]);
  });

  it.each([
    ["/v2/droplets", "{", 400, "Request body malformed."],
    ["/v2/droplets", "[]", 422, "The request body must be a JSON object."],
    ["/v2/droplets", "7", 422, "The request body must be a JSON object."],
    ["/v2/account/keys", "", 422, "public_key is required."],
    ["/v2/account/keys", { public_key: "a", name: 7 }, 422, "name must be string."],
    ["/v2/droplets", { ...DROPLET, ssh_keys: "a" }, 422, "ssh_keys must be array."],
    [
      "/v2/droplets",
      { ...DROPLET, backup_policy: { hour: 3 } },
      422,
      "backup_policy.hour must be one of 0, 4, 8, 12, 16, 20.",
    ],
    [
      "/v2/droplets",
      { ...DROPLET, name: "a b" },
      422,
      "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
    ],
    ["/v2/droplets", { ...DROPLET, size: 7 }, 422, "You specified an invalid size for Droplet creation."],
    ["/v2/droplets", { size: "s", image: "i" }, 422, "name is required."],
    ["/v2/droplets/1/actions", { type: "resize" }, 422, "size is required."],
  ])("refuses for %s the body %j", (path, sent, status, message) => {
    expect(refusal(() => body(path, sent))).toEqual([status, message]);
  });
});
