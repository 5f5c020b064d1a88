import { describe, expect, it } from "vitest";
import { command } from "../command/declare.js";
import { parseCommand } from "../command/parse.js";
import { memoryIo } from "../io/memory.js";
import { extraOptions, readExtras } from "./extras.js";

const declared = command({ options: extraOptions, run: async () => {} });

/** The body of a request that has a size of its own, completed by the options of a line. */
async function body(line: readonly string[], stdin = "") {
  const io = memoryIo({ stdin });
  const parsed = parseCommand(declared, { name: "doapi thing new", summary: "make it" }, { line, io });
  // The parser's input is that of the declaration above.
  const complete = await readExtras(io, parsed?.input as never);
  return complete({ size: "small" });
}

describe("--set", () => {
  it("adds fields: JSON values as such, anything else as text", async () => {
    expect(await body(["--set", "a=1", "--set", "b=yes", "--set", 'c=["x"]', "--set", "d=null"])).toEqual({
      size: "small",
      a: 1,
      b: "yes",
      c: ["x"],
      d: null,
    });
    expect(await body(["--set", 'a="1"', "--set", "b=", "--set", "c=x=y"])).toMatchObject({ a: "1", b: "", c: "x=y" });
  });

  it("puts dotted keys into one object", async () => {
    expect(await body(["--set", "policy.plan=weekly", "--set", "policy.hour=4"])).toEqual({
      size: "small",
      policy: { plan: "weekly", hour: 4 },
    });
  });

  it("has the last word", async () => {
    expect(await body(["--set", "size=tiny", "--set", "size=large"])).toEqual({ size: "large" });
    expect(await body(["--data", '{"a":{"b":1,"c":2}}', "--set", "a.c=3"])).toMatchObject({ a: { b: 1, c: 3 } });
    expect(await body(["--data", '{"a":[1]}', "--set", "a.c=3"])).toMatchObject({ a: { c: 3 } });
  });

  it("is a field of its own whatever its name", async () => {
    const made = await body(["--set", "__proto__.toString=x"]);
    expect(JSON.stringify(made)).toBe('{"size":"small","__proto__":{"toString":"x"}}');
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
  });

  it.each(["name", "=x", "a..b=1", ".a=1", "a.=1"])("refuses %s", async (word) => {
    await expect(body(["--set", word])).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringContaining("Must be key=value"),
    });
  });
});

describe("--data", () => {
  it("adds the fields of an object, which give way to the other options", async () => {
    expect(await body(["--data", '{"size":"large","a":1}'])).toEqual({ size: "small", a: 1 });
    expect(await body(["--data", "@-"], '{"a":1}')).toEqual({ size: "small", a: 1 });
  });

  it("takes nothing but an object", async () => {
    await expect(body(["--data", "[]"])).rejects.toThrow("the value of --data must be a JSON object");
    await expect(body(["--data", "{"])).rejects.toThrow("the value of --data is no valid JSON");
  });
});
