import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { linesOf, ProcessIdFilter, Tail } from "./output.js";

describe("the filter of the process id", () => {
  const passed = (chunks: readonly string[]) => {
    const filter = new ProcessIdFilter("mark:");
    const text = chunks.map((chunk) => filter.pass(Buffer.from(chunk)).toString()).join("") + filter.rest().toString();
    return { pid: filter.pid, text };
  };

  it.each<[string, string[], number | undefined, string]>([
    ["the line alone", ["mark:12\n"], 12, ""],
    ["what follows", ["mark:12\nerror\n"], 12, "error\n"],
    ["pieces", ["ma", "rk:1", "2", "\nerr", "or\n"], 12, "error\n"],
    ["what a start-up file writes before", ["hello\nmark:12\nerror\n"], 12, "hello\nerror\n"],
    ["a second mark, which is the command's", ["mark:12\nmark:13\n"], 12, "mark:13\n"],
    ["no mark", ["sh: not", " found\n"], undefined, "sh: not found\n"],
    ["what is no number", ["mark:x\nerror"], undefined, "error"],
    ["the number of everything", ["mark:1\n"], undefined, ""],
    ["nothing", [], undefined, ""],
  ])("takes %s", (_, chunks, pid, text) => {
    expect(passed(chunks)).toEqual({ pid, text });
  });

  it("lets everything through when there is no mark in a lot of text", () => {
    const text = "x".repeat(70_000);
    const filter = new ProcessIdFilter("mark:");
    expect(filter.pass(Buffer.from(text)).toString()).toBe(text);
    expect(filter.pass(Buffer.from("mark:12\n")).toString()).toBe("mark:12\n");
  });

  it("tells when it knows", async () => {
    const filter = new ProcessIdFilter("mark:");
    filter.pass(Buffer.from("mark:12\n"));
    await filter.settled;
    expect(filter.pid).toBe(12);
    const other = new ProcessIdFilter("mark:");
    other.rest();
    await other.settled;
    expect(other.pid).toBeUndefined();
  });
});

describe("the tail", () => {
  it("has the last bytes, however they come", () => {
    const tail = new Tail(10);
    for (let number = 0; number < 1000; number++) tail.add(Buffer.from(String(number % 10)));
    expect(String(tail)).toBe("0123456789");
    tail.add(Buffer.from("a".repeat(100)));
    expect(String(tail)).toBe("a".repeat(10));
    expect(String(new Tail())).toBe("");
  });
});

describe("lines", () => {
  const lines = async (...chunks: (string | Buffer)[]) => {
    const found: string[] = [];
    for await (const line of linesOf(Readable.from(chunks.map((chunk) => Buffer.from(chunk))))) found.push(line);
    return found;
  };

  it("are told without their ends, the last one too", async () => {
    expect(await lines("a\nb", "c\n", "\n", "d")).toEqual(["a", "bc", "", "d"]);
    expect(await lines("a\n")).toEqual(["a"]);
    expect(await lines()).toEqual([]);
  });

  it("have letters of several bytes whole", async () => {
    const bytes = Buffer.from("é😀\n");
    expect(await lines(...[...bytes].map((byte) => Buffer.from([byte])))).toEqual(["é😀"]);
  });
});
