import { describe, expect, it } from "vitest";
import { emptyObject, parseKey, place } from "./key.js";

function placed(...fields: [key: string, value: unknown][]): unknown {
  const root = emptyObject();
  for (const [key, value] of fields) place(root, key, value);
  return JSON.parse(JSON.stringify(root));
}

describe("a key", () => {
  it.each([
    ["name", ["name"]],
    ["tags[]", ["tags", ""]],
    ["ports[0][from]", ["ports", 0, "from"]],
    ["labels[a.b/c]", ["labels", "a.b/c"]],
  ])("%s is a path", (key, path) => {
    expect(parseKey(key)).toEqual(path);
  });

  it.each(["", "[]", "[a]", "a[", "a]", "a[b", "a[b]c", "a[[b]]"])("%j is none", (key) => {
    expect(() => parseKey(key)).toThrow(/is no field/);
  });
});

describe("values go where their keys say", () => {
  it("into objects and lists, made on the way", () => {
    expect(
      placed(["name", "web"], ["tags[]", "a"], ["tags[]", "b"], ["policy[plan]", "daily"], ["policy[hour]", 4]),
    ).toEqual({
      name: "web",
      tags: ["a", "b"],
      policy: { plan: "daily", hour: 4 },
    });
  });

  it("into the element of a number", () => {
    expect(placed(["ports[0][from]", 1], ["ports[0][to]", 2], ["ports[1][from]", 3])).toEqual({
      ports: [{ from: 1, to: 2 }, { from: 3 }],
    });
  });

  it("into the last element until a name comes again", () => {
    expect(placed(["rules[][port]", 1], ["rules[][kind]", "a"], ["rules[][port]", 2])).toEqual({
      rules: [{ port: 1, kind: "a" }, { port: 2 }],
    });
  });

  it("under any name, without touching what all objects have", () => {
    const root = emptyObject();
    place(root, "__proto__[polluted]", true);
    expect(JSON.stringify(root)).toBe('{"__proto__":{"polluted":true}}');
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("what contradicts itself is refused", () => {
  it.each<[string, [string, unknown][]]>([
    [
      "a is given twice",
      [
        ["a", 1],
        ["a", 2],
      ],
    ],
    [
      "a[0] is given twice",
      [
        ["a[0]", 1],
        ["a[0]", 2],
      ],
    ],
    [
      "has a value already",
      [
        ["a", 1],
        ["a[b]", 2],
      ],
    ],
    [
      "is no list",
      [
        ["a[b]", 1],
        ["a[]", 2],
      ],
    ],
    [
      "has no named fields",
      [
        ["a[]", 1],
        ["a[b]", 2],
      ],
    ],
    [
      "the list has 1 elements before it",
      [
        ["a[0]", 1],
        ["a[9]", 2],
      ],
    ],
  ])("%s", (message, fields) => {
    expect(() => placed(...fields)).toThrow(message);
  });
});
