import { describe, expect, it } from "vitest";
import { Failure } from "../failure.js";
import { findOperation } from "./find.js";
import { allOperations } from "./table.js";

const find = (...words: string[]) => findOperation(words, allOperations());

function failure(...words: string[]): Failure {
  try {
    find(...words);
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error("expected a failure");
}

describe("an operation", () => {
  it.each([
    [["droplets_list"], "droplets_list"],
    [["DROPLETS_LIST"], "droplets_list"],
    [["GET", "/v2/droplets"], "droplets_list"],
    [["get /v2/droplets"], "droplets_list"],
    [["/v2/droplets"], "droplets_list"],
    [["DELETE", "/v2/droplets/{droplet_id}"], "droplets_destroy"],
  ])("is named by %j", (words, id) => {
    expect(find(...words)).toMatchObject({ operation: { id }, path: {}, query: [] });
  });

  it("is found by a real path, whose values fill its parameters", () => {
    const { operation, path } = find("GET", "/v2/domains/example.com/records/7%2F8");
    expect(operation.id).toBe("domains_get_record");
    expect(path).toEqual({ domain_name: "example.com", domain_record_id: "7/8" });
  });

  it("that is spelled out comes before one with a parameter there", () => {
    expect(find("GET", "/v2/projects/default").operation.id).toBe("projects_get_default");
    expect(find("GET", "/v2/projects/4de7ac8b").operation.id).toBe("projects_get");
  });

  it("has the query of its path", () => {
    expect(find("GET", "/v2/droplets?tag_name=a%20b&page=2").query).toEqual([
      ["tag_name", "a b"],
      ["page", "2"],
    ]);
  });

  it("leaves a parameter open that is named otherwise", () => {
    expect(find("GET", "/v2/droplets/{id}")).toMatchObject({ operation: { id: "droplets_get" }, path: {} });
  });
});

describe("what is no operation", () => {
  it.each([
    [["dropletslist"], /did you mean droplets_list/],
    [["create_droplets"], /did you mean .*droplets_create/],
    [["xyzzy"], /doapi api --list/],
    [["POST"], /POST \/v2\/droplets/],
    [["GET", "/v2/dropplets"], /did you mean GET \/v2\/droplets/],
    [["PATCH", "/v2/droplets"], /there is GET \/v2\/droplets, POST \/v2\/droplets, DELETE \/v2\/droplets/],
    [["GET", "/v3/nothing/of/that/kind/at/all"], /doapi request/],
  ])("%j is told with a way on", (words, hint) => {
    expect(failure(...words)).toMatchObject({ exitCode: 2, hint: expect.stringMatching(hint) as string });
  });

  it.each([[["droplets_list", "web"]], [["/v2/droplets", "web"]], [["GET", "/v2/droplets", "web"]]])(
    "in %j a word too many is named",
    (words) => {
      expect(failure(...words).message).toContain('"web"');
    },
  );

  it("an escape that is none is refused", () => {
    expect(failure("GET", "/v2/tags/%zz")).toMatchObject({ exitCode: 2 });
  });
});
