import { describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { prefixedOutput } from "./host-output.js";

describe("lines with the droplet's name in front", () => {
  it("are printed when they are whole, and the last one at the end", () => {
    const io = memoryIo();
    const outputFor = prefixedOutput(io, ["a", "web-2"]);
    const [first, second] = [outputFor(0), outputFor(1)];
    first.stdout(Buffer.from("one\ntw"));
    second.stdout(Buffer.from("other\r\n\n"));
    first.stderr(Buffer.from("bad\n"));
    expect(io.out()).toBe("a     | one\nweb-2 | other\nweb-2 | \n");
    first.stdout(Buffer.from("o\nrest"));
    expect([first.kept(), second.kept()]).toEqual([
      { stdout: "", stderr: "bad" },
      { stdout: "", stderr: "" },
    ]);
    expect([io.out().split("\n").slice(3), io.err()]).toEqual([["a     | two", "a     | rest", ""], "a     | bad\n"]);
  });

  it("keep a character whole that comes in two pieces", () => {
    const io = memoryIo();
    const { stdout, kept } = prefixedOutput(io, ["a"])(0);
    for (const byte of Buffer.from("ü€\n")) stdout(Uint8Array.of(byte));
    kept();
    expect(io.out()).toBe("a | ü€\n");
  });

  it("are cut where one does not end", () => {
    const io = memoryIo();
    const { stdout, kept } = prefixedOutput(io, ["a"])(0);
    const endless = "x".repeat(65_536);
    stdout(Buffer.from(endless));
    expect(io.out()).toBe(`a | ${endless}\n`);
    stdout(Buffer.from("rest"));
    kept();
    expect(io.out()).toBe(`a | ${endless}\na | rest\n`);
  });

  it("show a terminal nothing that it would obey, names too, and a colour for each droplet", () => {
    const io = memoryIo({ terminal: 80 });
    const outputFor = prefixedOutput(io, ["a\u001b[2J", "b"]);
    outputFor(0).stdout(Buffer.from("\u001b]0;title\u0007\n"));
    outputFor(1).stdout(Buffer.from("b\n"));
    expect(io.out()).toBe(
      `\u001b[36ma\\u001b[2J |\u001b[39m \\u001b]0;title\\u0007\n\u001b[33mb${" ".repeat(9)} |\u001b[39m b\n`,
    );
  });

  it("have no colours where NO_COLOR is set, or no terminal is there", () => {
    const plain = [memoryIo({ terminal: 80, env: { NO_COLOR: "1" } }), memoryIo()].map((io) => {
      prefixedOutput(io, ["a"])(0).stdout(Buffer.from("b\n"));
      return io.out();
    });
    expect(plain).toEqual(["a | b\n", "a | b\n"]);
  });
});
