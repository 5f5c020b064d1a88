import { describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { Messages } from "../terminal/messages.js";
import type { Columns } from "./columns.js";
import { type Format, Results } from "./results.js";

interface Row {
  readonly id: number;
}
const columns: Columns<Row> = [{ title: "ID", value: (row) => row.id }];

function results(format?: Format, terminal?: number) {
  const io = memoryIo(terminal === undefined ? {} : { terminal });
  return { io, results: new Results(io, format, new Messages(io, false)) };
}

describe("list", () => {
  it("is an indented JSON array in the order of the fields", async () => {
    const { io, results: out } = results();
    await out.list(columns, async (emit) => [{ id: 1, b: "x", a: null }, { id: 2 }].forEach(emit));
    expect(io.out()).toBe('[\n  {\n    "id": 1,\n    "b": "x",\n    "a": null\n  },\n  {\n    "id": 2\n  }\n]\n');
  });

  it("is valid JSON also when it fails on the way, and nothing when it fails before its first element", async () => {
    const { io, results: out } = results();
    const failing = out.list(columns, async (emit) => {
      emit({ id: 1 });
      throw new Error("page 2");
    });
    await expect(failing).rejects.toThrow("page 2");
    expect(JSON.parse(io.out())).toEqual([{ id: 1 }]);

    const second = results();
    await expect(second.results.list(columns, () => Promise.reject(new Error("page 1")))).rejects.toThrow("page 1");
    expect(second.io.out()).toBe("");
  });

  it("is an empty array when there is nothing", async () => {
    const { io, results: out } = results("json");
    await out.list(columns, async () => {});
    expect(io.out()).toBe("[]\n");
  });

  it("is one line for each element as ndjson", async () => {
    const { io, results: out } = results("ndjson");
    await out.list(columns, async (emit) => [{ id: 1 }, { id: 2 }].forEach(emit));
    expect(io.out()).toBe('{"id":1}\n{"id":2}\n');
  });

  it("is a table on a terminal, with the rows that were known when it failed", async () => {
    const { io, results: out } = results(undefined, 80);
    const failing = out.list(columns, async (emit) => {
      emit({ id: 7 });
      throw new Error("page 2");
    });
    await expect(failing).rejects.toThrow("page 2");
    expect(io.out()).toContain("7");
  });
});

describe("groups", () => {
  const fill = async (emit: (subject: string, element: Row[] | Row | null) => void) => {
    emit("a", [{ id: 1 }, { id: 2 }]);
    emit("b", null);
    emit("c", { id: 3 });
    emit("d", []);
  };

  it("is an element for each subject in JSON", async () => {
    const { io, results: out } = results("json");
    await out.groups("Subject", columns, fill);
    expect(JSON.parse(io.out())).toEqual([[{ id: 1 }, { id: 2 }], null, { id: 3 }, []]);
  });

  it("is a row for each item in a table, under the name of its subject", async () => {
    const { io, results: out } = results("table");
    await out.groups("Subject", columns, fill);
    expect(io.out()).toBe("SUBJECT  ID\na        1\na        2\nb        -\nc        3\nd        -\n");
  });
});

describe("object", () => {
  it("is null in JSON and a note in a table when there is none", () => {
    const json = results("json");
    json.results.object(columns, null);
    expect(json.io.out()).toBe("null\n");
    const table = results("table");
    table.results.object(columns, null);
    expect(table.io.out()).toBe("");
    expect(table.io.err()).toBe("doapi: nothing to show\n");
  });
});

describe("colour", () => {
  it("is for terminals that want it", async () => {
    const coloured = async (env: Record<string, string>, terminal?: number) => {
      const io = memoryIo({ env, ...(terminal === undefined ? {} : { terminal }) });
      const out = new Results(io, "table", new Messages(io, false));
      await out.list(columns, async (emit) => emit({ id: 1 }));
      return io.out().includes("\u001b");
    };
    expect(await coloured({}, 80)).toBe(true);
    expect(await coloured({ NO_COLOR: "1" }, 80)).toBe(false);
    expect(await coloured({ NO_COLOR: "" }, 80)).toBe(true);
    expect(await coloured({ TERM: "dumb" }, 80)).toBe(false);
    expect(await coloured({})).toBe(false);
  });
});

describe("answers that are no JSON", () => {
  it("reach a file as they are, and a terminal without control characters", () => {
    const file = results();
    file.results.text("a\u001b[2J\nb\n");
    expect(file.io.out()).toBe("a\u001b[2J\nb\n");
    const terminal = results(undefined, 80);
    terminal.results.text("a\u001b[2J\nb\n");
    expect(terminal.io.out()).toBe("a\\u001b[2J\nb\n");
  });
});
