import { describe, expect, it } from "vitest";
import { flag, text, texts } from "../command/declare.js";
import { scan } from "./scan.js";

const options = {
  wait: flag("-w, --wait", ""),
  many: flag("-M, --multiple", ""),
  region: text("-R, --region <region>", ""),
  fields: texts("-f, --field <key=value...>", ""),
};
const read = (...line: string[]) => {
  const { words, given, pending } = scan(line, options);
  return { words, given: Object.fromEntries(given), pending: pending?.flags };
};

describe("words before the cursor", () => {
  it.each([
    [["a", "b"], { words: ["a", "b"], given: {}, pending: undefined }],
    [["-R", "nyc3", "a"], { words: ["a"], given: { region: "nyc3" }, pending: undefined }],
    [["-Rnyc3", "--wait"], { words: [], given: { region: "nyc3", wait: true }, pending: undefined }],
    [["--region=nyc3"], { words: [], given: { region: "nyc3" }, pending: undefined }],
    [["a", "--region"], { words: ["a"], given: {}, pending: "-R, --region <region>" }],
    [["--region", "--wait"], { words: [], given: { wait: true }, pending: undefined }],
    [["--unknown", "a"], { words: ["a"], given: {}, pending: undefined }],
    [["--", "-w"], { words: ["-w"], given: {}, pending: undefined }],
    [["-"], { words: ["-"], given: {}, pending: undefined }],
    [["-f", "a=1", "b=2"], { words: ["a=1", "b=2"], given: { fields: "b=2" }, pending: undefined }],
    [["-f"], { words: [], given: {}, pending: undefined }],
    [["-wM", "a"], { words: ["a"], given: { wait: true }, pending: undefined }],
  ])("%j", (line, expected) => {
    expect(read(...line)).toEqual(expected);
  });
});
