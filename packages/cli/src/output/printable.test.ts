import { describe, expect, it } from "vitest";
import { printable, toJson } from "./printable.js";

const escape = String.fromCharCode(27);
const csi = String.fromCharCode(0x9b);
const rightToLeft = String.fromCharCode(0x202e);

describe("printable", () => {
  it("escapes what a terminal would obey", () => {
    expect(printable(`a${escape}[31mb${csi}2Jc`)).toBe("a\\u001b[31mb\\u009b2Jc");
    expect(printable(`x${rightToLeft}y`)).toBe("x\\u202ey");
  });

  it("makes one line", () => {
    expect(printable("a\r\n  b\tc")).toBe("a b c");
  });

  it("leaves letters of any script", () => {
    expect(printable("Größe 日本 🐳")).toBe("Größe 日本 🐳");
  });
});

describe("toJson", () => {
  it("gives JSON of the same value without anything that a terminal would obey", () => {
    const value = { a: `${escape}${csi}${rightToLeft}é` };
    const json = toJson(value, 0);
    expect(json).toBe('{"a":"\\u001b\\u009b\\u202eé"}');
    expect(JSON.parse(json)).toEqual(value);
  });
});
