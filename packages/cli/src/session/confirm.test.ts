import { describe, expect, it } from "vitest";
import type { Destructive } from "../command/declare.js";
import type { UniversalInput } from "../command/universal.js";
import { memoryIo, type MemoryIoOptions } from "../io/memory.js";
import { Messages } from "../terminal/messages.js";
import { confirm, type Loss, type Running } from "./confirm.js";
import { createContext } from "./context.js";

const loss: Loss = { items: ["droplet web (1)"], monthly: 6 };

async function ask(destructive: Destructive, io: MemoryIoOptions, { asked = loss } = {}) {
  const memory = memoryIo(io);
  let counted = 0;
  const asking = { messages: new Messages(memory, true), name: "doapi droplet delete", destructive };
  const lossOf = () => {
    counted += 1;
    return asked;
  };
  const outcome = await confirm(memory, asking, lossOf).then(
    () => "done",
    (error: unknown) => error,
  );
  return { outcome, err: memory.err(), counted };
}

describe("a destructive command", () => {
  it("goes on after yes, and ends after no or nothing", async () => {
    for (const destructive of ["asks", "asks-on-terminal"] as const) {
      expect(await ask(destructive, { terminal: 80, answers: ["yes"] })).toMatchObject({ outcome: "done", counted: 1 });
      expect((await ask(destructive, { terminal: 80, answers: ["no"] })).outcome).toMatchObject({ exitCode: 1 });
      expect((await ask(destructive, { terminal: 80 })).outcome).toMatchObject({ exitCode: 130 });
    }
  });

  it("is refused where nobody can be asked, unless it never asked there", async () => {
    expect(await ask("asks", {})).toMatchObject({ outcome: { exitCode: 2 }, counted: 0 });
    expect(await ask("asks-on-terminal", {})).toMatchObject({ outcome: "done", counted: 0 });
  });

  it("says what goes and what it costs, also with --quiet, on one line each", async () => {
    const asked = { items: ["droplet a\u001b[2J\nb (1)"], monthly: 12.5 };
    const { err } = await ask("asks", { terminal: 80, answers: ["no"] }, { asked });
    expect(err).toContain("  droplet a\\u001b[2J b (1)\n  together 12.50 USD a month\n");
  });

  it("counts what it does not list", async () => {
    const items = Array.from({ length: 25 }, (_, index) => `droplet ${index}`);
    const { err } = await ask("asks", { terminal: 80, answers: ["no"] }, { asked: { items } });
    expect(err.match(/ {2}droplet \d+\n/g)).toHaveLength(20);
    expect(err).toContain("  and 5 more\n");
    expect(err).not.toContain("USD");
  });

  it("asks nothing when nothing goes", async () => {
    expect(await ask("asks", { terminal: 80 }, { asked: { items: [] } })).toMatchObject({ outcome: "done", err: "" });
  });

  it("asks nothing after --yes, in a dry run, and when it is none", async () => {
    const unasked = async (options: Partial<UniversalInput>, running: Running) => {
      const io = memoryIo({ terminal: 80 });
      const context = await createContext(io, options, running);
      await context.confirm(() => loss);
      return io.err();
    };
    const running = { name: "doapi droplet delete", destructive: "asks" } as const;
    expect(await unasked({ yes: true }, running)).toBe("");
    expect(await unasked({ dryRun: true }, running)).toBe("");
    expect(await unasked({}, { name: "doapi droplet show" })).toBe("");
    await expect(unasked({}, running)).rejects.toMatchObject({ exitCode: 130 });
  });
});
