import { describe, expect, it } from "vitest";
import { memoryIo, type MemoryIoOptions } from "../io/memory.js";
import { Messages } from "../terminal/messages.js";
import type { Columns } from "./columns.js";
import { type OutputInput, readOutput } from "./output.js";
import { Results } from "./results.js";

interface Row {
  readonly id: number;
  readonly name?: string | null;
}
const columns: Columns<Row> = [{ title: "ID", value: (row) => row.id }];

async function results(options: OutputInput = {}, { terminal, ...more }: MemoryIoOptions = {}) {
  const io = memoryIo({ ...more, ...(terminal === undefined ? {} : { terminal }) });
  return { io, results: new Results(io, await readOutput(io, options), new Messages(io, false)) };
}

/** What a list of rows looks like under the options. */
async function listed(options: OutputInput, rows: readonly Row[]): Promise<string> {
  const { io, results: out } = await results(options);
  await out.list(columns, async (emit) => rows.forEach(emit));
  return io.out();
}

describe("list", () => {
  it("is an indented JSON array in the order of the fields", async () => {
    const { io, results: out } = await results();
    await out.list(columns, async (emit) => [{ id: 1, b: "x", a: null }, { id: 2 }].forEach(emit));
    expect(io.out()).toBe('[\n  {\n    "id": 1,\n    "b": "x",\n    "a": null\n  },\n  {\n    "id": 2\n  }\n]\n');
  });

  it.each([
    ["json", JSON.stringify([{ id: 1 }])],
    ["ndjson", JSON.stringify({ id: 1 })],
  ])(
    "is valid %s also when it fails on the way, and nothing when it fails before its first element",
    async (output, text) => {
      const { io, results: out } = await results({ output });
      const failing = out.list(columns, async (emit) => {
        emit({ id: 1 });
        throw new Error("page 2");
      });
      await expect(failing).rejects.toThrow("page 2");
      expect(JSON.parse(io.out())).toEqual(JSON.parse(text));

      const second = await results({ output });
      await expect(second.results.list(columns, () => Promise.reject(new Error("page 1")))).rejects.toThrow("page 1");
      expect(second.io.out()).toBe("");
    },
  );

  it("writes each element as it comes, unless the order or a query needs them all", async () => {
    const seen = async (options: OutputInput) => {
      const { io, results: out } = await results(options);
      let first = "";
      await out.list(columns, async (emit) => {
        emit({ id: 1 });
        first = io.out();
        emit({ id: 2 });
      });
      return first !== "";
    };
    for (const output of ["json", "ndjson", "yaml", "csv"]) expect(await seen({ output })).toBe(true);
    expect(await seen({ output: "csv", columns: ["id"] })).toBe(true);
    expect(await seen({ output: "json", sort: "id" })).toBe(false);
    expect(await seen({ output: "json", query: "[0]" })).toBe(false);
  });

  it("is empty in the way of each format when there is nothing", async () => {
    expect(await listed({ output: "json" }, [])).toBe("[]\n");
    expect(await listed({ output: "yaml" }, [])).toBe("[]\n");
    expect(await listed({ output: "ndjson" }, [])).toBe("");
    expect(await listed({ output: "csv" }, [])).toBe("id\n");
    expect(await listed({ output: "table" }, [])).toBe("");
  });

  it("is a table on a terminal, with the rows that were known when it failed", async () => {
    const { io, results: out } = await results({}, { terminal: 80 });
    const failing = out.list(columns, async (emit) => {
      emit({ id: 7 });
      throw new Error("page 2");
    });
    await expect(failing).rejects.toThrow("page 2");
    expect(io.out()).toContain("7");
  });

  it("tells why it failed, not what the half of it lacks", async () => {
    const { results: out } = await results({ output: "csv", columns: ["nowhere"] });
    const failing = out.list(columns, async (emit) => {
      emit({ id: 1 });
      throw new Error("page 2");
    });
    await expect(failing).rejects.toThrow("page 2");
  });
});

describe("groups", () => {
  const fill = async (emit: (subject: string, element: Row[] | Row | null) => void) => {
    emit("a", [{ id: 2 }, { id: 1 }]);
    emit("b", null);
    emit("c", { id: 3 });
    emit("d", []);
  };
  const grouped = async (options: OutputInput) => {
    const { io, results: out } = await results(options);
    await out.groups("Subject", columns, fill);
    return io.out();
  };

  it("is an element for each subject in JSON", async () => {
    expect(JSON.parse(await grouped({ output: "json" }))).toEqual([[{ id: 2 }, { id: 1 }], null, { id: 3 }, []]);
  });

  it("is a row for each item in a table, under the name of its subject", async () => {
    expect(await grouped({ output: "table" })).toBe(
      "SUBJECT  ID\na        2\na        1\nb        -\nc        3\nd        -\n",
    );
    expect(await grouped({ output: "csv", columns: ["id", "subject"] })).toBe("id,subject\n2,a\n1,a\n,b\n3,c\n,d\n");
    await expect(grouped({ output: "csv", columns: ["idd"] })).rejects.toThrow('unknown column "idd"');
  });

  it("is sorted within each subject, and asked about as a whole", async () => {
    expect(JSON.parse(await grouped({ output: "json", sort: "id" }))).toEqual([
      [{ id: 1 }, { id: 2 }],
      null,
      { id: 3 },
      [],
    ]);
    expect(await grouped({ query: "[0][].id", output: "ndjson" })).toBe("2\n1\n");
  });
});

describe("object", () => {
  it("is null in JSON and a note in a table when there is none", async () => {
    const json = await results({ output: "json" });
    json.results.object(columns, null);
    expect(json.io.out()).toBe("null\n");
    const table = await results({ output: "table" });
    table.results.object(columns, null);
    expect(table.io.out()).toBe("");
    expect(table.io.err()).toBe("doapi: nothing to show\n");
  });

  it("has the columns that are named", async () => {
    const { io, results: out } = await results({ columns: ["name", "id"] });
    out.object(columns, { id: 1, name: "one" });
    expect(io.out()).toBe("name  one\nID    1\n");
  });
});

describe("values that no view describes", () => {
  it("are JSON where nobody asked for a table, and columns where somebody did", async () => {
    const shown = async (options: OutputInput, terminal?: number) => {
      const { io, results: out } = await results(options, terminal === undefined ? {} : { terminal });
      out.value([
        { a: 1, b: ["x", "y"] },
        { a: 2, c: { d: null } },
      ]);
      return io.out();
    };
    expect(await shown({}, 80)).toMatch(/^\[\n/);
    expect(await shown({ output: "table" })).toBe('A  B    C\n1  x,y  -\n2  -    {"d":null}\n');
    expect(await shown({ output: "csv", columns: ["b.1", "a"] })).toBe("b.1,a\ny,1\n,2\n");
    expect(await shown({ output: "csv", noHeader: true, query: "[].a" })).toBe("1\n2\n");
  });
});

describe("colour", () => {
  it("is for terminals that want it", async () => {
    const coloured = async (env: Record<string, string>, terminal?: number) => {
      const { io, results: out } = await results(
        { output: "table" },
        terminal === undefined ? { env } : { env, terminal },
      );
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
  it("reach a file as they are, and a terminal without control characters", async () => {
    const file = await results();
    file.results.text("a\u001b[2J\nb\n");
    expect(file.io.out()).toBe("a\u001b[2J\nb\n");
    const terminal = await results({}, { terminal: 80 });
    terminal.results.text("a\u001b[2J\nb\n");
    expect(terminal.io.out()).toBe("a\\u001b[2J\nb\n");
  });
});
