import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvents, type ServerSentEvent } from "./server-sent-events.js";

async function* chunksOf(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(text: string, size = 1_000): Promise<ServerSentEvent[]> {
  const events: ServerSentEvent[] = [];
  for await (const event of readEvents(chunksOf(new TextEncoder().encode(text), size))) events.push(event);
  return events;
}

const message = (data: string, more = {}) => ({ event: "message", data, id: "", ...more });

describe("server-sent events", () => {
  it("are told apart by empty lines, whatever ends the lines", async () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      expect(await read(`data: one${end}${end}data: two${end}${end}`)).toEqual([message("one"), message("two")]);
    }
  });

  it("have a type, an id that stays, and data of several lines", async () => {
    const text = "event: delta\nid: 7\ndata: a\ndata: b\n\ndata:c\n\n";
    expect(await read(text)).toEqual([message("a\nb", { event: "delta", id: "7" }), message("c", { id: "7" })]);
  });

  it("are not made by comments, unknown fields, or empty ones", async () => {
    expect(await read(": keep alive\n\nretry: 10\nwhat: x\n\nevent: none\n\ndata\n\n")).toEqual([message("")]);
  });

  it("that are not finished are dropped", async () => {
    expect(await read("data: one\n\ndata: two\n")).toEqual([message("one")]);
  });

  it("are the same however the bytes are cut", async () => {
    const line = fc.stringMatching(/^[^\r\n]{0,12}$/);
    const lines = fc.array(fc.oneof(line, fc.constantFrom("data: ü€😀", "data: x", "id: 1", "event: e", "")));
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.integer({ min: 1, max: 9 }),
        async (all, end, size) => {
          const text = `${all.join(end)}${end}`;
          expect(await read(text, size)).toEqual(await read(text));
        },
      ),
    );
  });
});
