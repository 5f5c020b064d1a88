import { describe, expect, it } from "vitest";
import { ResponseFormatError } from "../errors/transport.js";
import { requestOf, responseOf } from "../testing/scripted-sender.js";
import { parse } from "./parse.js";

const read = (type: string | undefined, body: string | Uint8Array, headers: Record<string, string> = {}) =>
  parse(requestOf({ headers }), responseOf({ headers: type === undefined ? {} : { "content-type": type }, body }));

describe("parse", () => {
  it.each(["application/json", "application/json; charset=utf-8", "application/vnd.api+json", "text/plain", undefined])(
    "decodes JSON, whatever its type is called: %s",
    (type) => {
      expect(read(type, '{"droplet":{"id":1,"kernel":null,"new":[]}}')).toEqual({
        droplet: { id: 1, kernel: null, new: [] },
      });
    },
  );

  it.each(["null", "false", "0", '""', "[]"])("decodes the bare value %s", (text) => {
    expect(read("application/json", text)).toEqual(JSON.parse(text));
  });

  it.each([undefined, "application/json", "text/csv", "text/html"])("gives undefined for nothing (%s)", (type) => {
    expect(read(type, "")).toBeUndefined();
  });

  it.each([
    "text/csv",
    "text/csv; charset=utf-8",
    "Text/CSV",
    "text/yaml",
    "application/yaml",
    "application/x-yaml",
    "text/event-stream",
  ])("gives %s as text", (type) => {
    expect(read(type, "1,2\nä: 3\n")).toBe("1,2\nä: 3\n");
  });

  it("does not decode a text that looks like JSON", () => {
    expect(read("text/csv", "1")).toBe("1");
  });

  it.each([
    "application/pdf",
    "APPLICATION/PDF",
    "application/octet-stream",
    "application/zip",
    "application/gzip",
    "image/png",
  ])("gives %s as bytes, untouched", (type) => {
    const bytes = new Uint8Array([0, 255, 0xc3, 0x28, 10]);
    expect(read(type, bytes)).toEqual(bytes);
  });

  it("gives an empty file as no bytes", () => {
    expect(read("application/pdf", "")).toEqual(new Uint8Array());
  });

  it.each([
    ["text/html", "<html>sign in</html>"],
    ["application/json", '{"cut'],
    ["application/json", "\uFFFD"],
    [undefined, "ok"],
  ])("refuses what is no JSON (%s)", (type, text) => {
    expect(() => read(type, text)).toThrow(ResponseFormatError);
  });

  it("says what came instead, in short", () => {
    expect(() => read("text/html", `<p>"${"x".repeat(100)}`)).toThrow(
      `GET /v2/things: the answer (200, text/html) is no JSON: "<p>\\"${"x".repeat(56)}..."`,
    );
    expect(() => read(undefined, "ok")).toThrow('the answer (200, no content type) is no JSON: "ok"');
  });

  it("does not show the token that the answer repeats, not even in part", () => {
    const token = "dop_v1_0123456789abcdef";
    const text = `${" ".repeat(50)}${token}`;
    const shown = String(
      (() => {
        try {
          return read("text/plain", text, { authorization: `Bearer ${token}` });
        } catch (error) {
          return error;
        }
      })(),
    );
    expect(shown).toContain("[token]");
    expect(shown).not.toContain("dop_v1");
  });
});
