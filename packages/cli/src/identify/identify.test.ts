import { DigitalOcean } from "@doapi/client";
import { describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { type Context, createContext } from "../session/context.js";
import { isId, type Kind, resolve, resolveOne } from "./identify.js";

interface Thing {
  readonly id: number;
  readonly name: string;
}

const things: Thing[] = [
  { id: 1, name: "web" },
  { id: 2, name: "db" },
  { id: 3, name: "db" },
  { id: 4, name: "1" },
  { id: 5, name: "5" },
];

/** Each lookup is recorded, since what is looked up costs a request. */
function kind(asked: string[] = []): Kind<Thing> {
  const find = (what: string, test: (thing: Thing) => boolean) => {
    asked.push(what);
    return Promise.resolve(things.filter(test));
  };
  return {
    noun: "thing",
    id: (thing) => thing.id,
    label: (thing) => `thing ${thing.id}`,
    readings: [
      { fits: isId, find: (word) => find(`id ${word}`, (thing) => String(thing.id) === word) },
      { find: (word) => find(`name ${word}`, (thing) => thing.name === word) },
    ],
  };
}

async function context() {
  const io = memoryIo();
  const client = new DigitalOcean({ sender: () => Promise.reject(new Error("no request is expected")) });
  const made: Context = { ...(await createContext(io, {})), client: async () => client };
  return { io, context: made };
}

const ids = (found: readonly Thing[]) => found.map(({ id }) => id);

describe("resolve", () => {
  it("takes the first way of naming that matches, and asks no further", async () => {
    const asked: string[] = [];
    expect(ids(await resolve((await context()).context, kind(asked), { words: ["1", "web"] }))).toEqual([1]);
    expect(asked).toEqual(["id 1", "name web"]);
  });

  it("refuses a name that several have, with all their ids", async () => {
    await expect(resolve((await context()).context, kind(), { words: ["web", "db"] })).rejects.toMatchObject({
      exitCode: 4,
      message: '"db" is the name of 2 things: 2, 3',
      hint: "name one of them by its id",
    });
    await expect(resolve((await context()).context, kind(), { words: ["db"], multiple: false })).rejects.toMatchObject({
      hint: "name one of them by its id, or take all by -M",
    });
  });

  it("tells everything that is wrong with a line at once", async () => {
    const words = ["db", "nope", "web", "db2"];
    const twice = [...things, { id: 6, name: "db2" }, { id: 7, name: "db2" }];
    const byName = kind();
    const find = async (word: string) => twice.filter((thing) => thing.name === word);
    await expect(
      resolve((await context()).context, { ...byName, readings: [{ find }] }, { words }),
    ).rejects.toMatchObject({
      exitCode: 4,
      message: '"db" is the name of 2 things: 2, 3; "db2" is the name of 2 things: 6, 7; no such thing: nope',
    });
  });

  it("takes everything in every way of naming when several are wanted", async () => {
    const { io, context: with_ } = await context();
    expect(ids(await resolve(with_, kind(), { words: ["1", "db", "5"], multiple: true }))).toEqual([1, 4, 2, 3, 5]);
    // That 5 is both id and name of one thing is no repetition on the line.
    expect(io.err()).toBe("");
  });

  it("keeps the first of what is named more than once, and says so", async () => {
    const { io, context: with_ } = await context();
    expect(ids(await resolve(with_, kind(), { words: ["web", "2", "1", "web"] }))).toEqual([1, 2]);
    expect(io.err().match(/thing 1 is named more than once/g)).toHaveLength(2);
  });

  it("names everything that is unknown", async () => {
    await expect(resolve((await context()).context, kind(), { words: ["nope", "web", "99"] })).rejects.toMatchObject({
      exitCode: 4,
      message: "no such thing: nope, 99",
    });
  });
});

it("resolveOne finds exactly one", async () => {
  expect(await resolveOne((await context()).context, kind(), "web")).toEqual(things[0]);
  await expect(resolveOne((await context()).context, kind(), "nope")).rejects.toThrow("no such thing: nope");
  await expect(resolveOne((await context()).context, kind(), "db")).rejects.toThrow("2, 3");
});

it("isId tells numbers that the API can have given", () => {
  for (const word of ["1", "520000001"]) expect(isId(word)).toBe(true);
  for (const word of ["", "0", "007", "1.5", "-1", "1e3", "12345678901234567"]) expect(isId(word)).toBe(false);
});
