import { describe, expect, it } from "vitest";
import { behindDashes, escaped, prose, term } from "./roff.js";

describe("text", () => {
  it.each([
    ["a-b\\c", "a\\-b\\ec"],
    [".TH at the start", "\\&.TH at the start"],
    ["'quoted", "\\&'quoted"],
    ["not . here", "not . here"],
  ])("%j is no request", (text, source) => {
    expect(escaped(text)).toBe(source);
  });

  it("has what is code in bold", () => {
    expect(prose("run `doapi man` now")).toBe("run \\fBdoapi man\\fR now");
  });
});

it("what stands behind -- has the dashes in front, and brackets where it can be left out", () => {
  expect(behindDashes("<command...>")).toBe("\\fB\\-\\-\\fR \\fIcommand\\fR ...");
  expect(behindDashes("[command...]")).toBe("[\\fB\\-\\-\\fR \\fIcommand\\fR ...]");
});

describe("a declared form", () => {
  it.each([
    ["<droplet...>", "\\fIdroplet\\fR ..."],
    ["[file]", "[\\fIfile\\fR]"],
    ["-w, --wait", "\\fB\\-w\\fR, \\fB\\-\\-wait\\fR"],
    ["-R, --region <region>", "\\fB\\-R\\fR, \\fB\\-\\-region\\fR \\fIregion\\fR"],
    ["--input <json|@file|->", "\\fB\\-\\-input\\fR \\fIjson|@file|\\-\\fR"],
  ])("%s", (form, source) => {
    expect(term(form)).toBe(source);
  });
});
