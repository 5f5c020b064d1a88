import { expect, it } from "vitest";
import { textPdf } from "./text-pdf.js";

const read = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

it("says in its table where each object begins", () => {
  const text = read(textPdf(Array.from({ length: 120 }, (_, index) => `line ${index}`)));
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1]);
  expect(text.slice(start, start + 5)).toBe("xref\n");
  const entries = [...text.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
  expect(entries).toHaveLength(3 + 2 * 3);
  for (const [index, offset] of entries.entries()) {
    expect(text.slice(offset, offset + 10)).toMatch(new RegExp(`^${index + 1} 0 obj`));
  }
  expect(text).toContain("/Count 3");
  expect(text).toMatch(/^%PDF-1\.4\n/);
});

it("gives the length of every stream", () => {
  const text = read(textPdf(["a"]));
  const [, length, content] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text) ?? [];
  expect(content).toHaveLength(Number(length));
});

it("shows what would end a string, and no character that it has no glyph for", () => {
  expect(read(textPdf(["a (b) \\ é 水"]))).toContain(String.raw`(a \(b\) \\ é ?) Tj`);
});

it("has a page even without a line", () => {
  expect(read(textPdf([]))).toContain("/Count 1");
});
