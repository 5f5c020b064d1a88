import { describe, expect, it } from "vitest";
import { ApiProblem } from "../problem.js";
import { findOperation, operations } from "./routes.js";

function refusalOf(method: string, path: string): ApiProblem {
  try {
    findOperation(method, path);
  } catch (error) {
    if (error instanceof ApiProblem) return error;
  }
  throw new Error("It was found.");
}

describe("findOperation", () => {
  it("finds each operation by its own method and path", () => {
    // A parameter with a value that no literal segment has.
    const lost = operations().filter(
      ({ id, method, path }) => findOperation(method, path.replace(/\{[^}]+\}/g, "~1")).operation.id !== id,
    );
    expect(lost).toEqual([]);
  });

  it("gives the parameters, decoded", () => {
    const { operation, params } = findOperation("GET", "/v2/images/a%2Fb");
    expect([operation.id, params]).toEqual(["images_get", { image_id: "a/b" }]);
  });

  it("prefers a literal segment to a parameter", () => {
    expect(findOperation("POST", "/v2/droplets/actions").operation.id).toBe("dropletActions_post_byTag");
    expect(findOperation("GET", "/v2/droplets/backups/policies").operation.id).toBe("droplets_list_backup_policies");
    expect(findOperation("GET", "/v2/droplets/7/backups/policy").operation.id).toBe("droplets_get_backup_policy");
  });

  it.each(["/v2/droplets/", "//v2//droplets", "/v2/droplets//"])("tolerates %s", (path) => {
    expect(findOperation("GET", path).operation.id).toBe("droplets_list");
  });

  it("takes HEAD for GET", () => {
    expect(findOperation("HEAD", "/v2/account").operation.id).toBe("account_get");
  });

  it("answers an unknown path with 404 and a wrong method with 405 and the right ones", () => {
    expect(refusalOf("GET", "/v2/nothing").status).toBe(404);
    expect(refusalOf("GET", "/").status).toBe(404);
    const problem = refusalOf("PATCH", "/v2/droplets");
    expect([problem.status, problem.headers.allow]).toEqual([405, "GET, POST, DELETE"]);
    expect(refusalOf("BREW", "/v2/account").status).toBe(405);
  });

  it("takes a long parameter", () => {
    expect(findOperation("GET", `/v2/tags/${"x".repeat(3000)}`).operation.id).toBe("tags_get");
  });
});
