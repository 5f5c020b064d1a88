import { expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import type { Columns } from "../output/columns.js";
import { createContext } from "../session/context.js";
import { showList } from "./show.js";

const columns: Columns<number> = [{ title: "Number", value: (item) => item }];

it("reads no further once nobody reads the output", async () => {
  const io = memoryIo();
  // The reader goes away after the first line.
  const stdout = {
    ...io.stdout,
    get closed() {
      return io.out() !== "";
    },
  };
  const context = await createContext({ ...io, stdout }, { apiToken: "a-token", output: "ndjson" });
  let read = 0;
  await showList(context, columns, async function* () {
    for (read = 1; read < 100; read++) yield read;
  });
  await context.close();
  expect(read).toBe(1);
});

it("says on a terminal that there is nothing, and prints an empty list elsewhere", async () => {
  const show = async (terminal?: number) => {
    const io = memoryIo(terminal === undefined ? {} : { terminal });
    const context = await createContext(io, { apiToken: "a-token" });
    await showList(context, columns, async function* () {});
    await context.close();
    return [io.out(), io.err()];
  };
  expect(await show(80)).toEqual(["", "doapi: nothing to show\n"]);
  expect(await show()).toEqual(["[]\n", ""]);
});
