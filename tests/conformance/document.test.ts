import { expect, it } from "vitest";
import { at, withChange } from "./document.js";

const document = { paths: { "/a/{b}": { get: { tags: ["x", "y"] } } }, info: {} };

it("finds what is at a pointer", () => {
  expect(at(document, "/paths/~1a~1{b}/get/tags/1")).toBe("y");
  expect(at(document, "")).toBe(document);
  expect(() => at(document, "/paths/~1a/get")).toThrow("The document has nothing at /paths/~1a/get.");
});

it("is changed at a pointer, and remains as it was besides", () => {
  const changed = withChange(document, "/paths/~1a~1{b}/get/tags/1", (there: string) => `${there}!`);
  expect(changed).toEqual({ paths: { "/a/{b}": { get: { tags: ["x", "y!"] } } }, info: {} });
  expect(document.paths["/a/{b}"].get.tags).toEqual(["x", "y"]);
  expect(changed.info).toBe(document.info);
  expect(() => withChange(document, "/paths/~1b", () => null)).toThrow("nothing at /paths/~1b");
});
