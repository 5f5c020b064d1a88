import { describe, expect, it } from "vitest";
import { correct } from "./corrections.js";

const document = {
  schemas: { action: { required: ["type"], type: { enum: ["a"] }, parts: [{ x: 1 }, { imgages: 2, last: 3 }] } },
  "a/b": {},
};

describe("correct", () => {
  it("adds to what is required and to what is allowed", () => {
    const corrected = correct(document, [
      { at: "/schemas/action", require: ["type", "size"] },
      { at: "/schemas/action/type", allow: ["b"] },
      { at: "/a~1b", require: ["c"] },
    ]);
    expect(corrected).toMatchObject({
      schemas: { action: { required: ["type", "size"], type: { enum: ["a", "b"] } } },
      "a/b": { required: ["c"] },
    });
  });

  it("renames a key in its place and replaces a node", () => {
    const corrected = correct(document, [
      { at: "/schemas/action/parts/1", rename: ["imgages", "images"] },
      { at: "/schemas/action/parts/0", replace: { y: 2 } },
    ]) as typeof document;
    expect(JSON.stringify(corrected.schemas.action.parts)).toBe('[{"y":2},{"images":2,"last":3}]');
  });

  it("leaves the original alone", () => {
    const before = JSON.stringify(document);
    correct(document, [{ at: "/schemas/action", require: ["size"] }]);
    expect(JSON.stringify(document)).toBe(before);
  });

  it("says when there is nothing to correct any more", () => {
    expect(() => correct(document, [{ at: "/schemas/gone", require: ["x"] }])).toThrow(
      "nothing to correct at /schemas/gone",
    );
    expect(() => correct(document, [{ at: "/schemas/action", require: ["type"] }])).toThrow(
      "nothing is wrong any more",
    );
    expect(() => correct(document, [{ at: "/schemas", rename: ["imgages", "images"] }])).toThrow(
      "nothing is called imgages",
    );
  });
});
