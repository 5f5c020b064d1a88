import { describe, expect, it } from "vitest";
import { Additions, readWithout, removeDocuments } from "./additions.js";
import { Database } from "./database.js";
import { Documents, type Kind } from "./documents.js";
import { Events } from "./events.js";

const Box: Kind<{ colour: string }> = { name: "box", labels: ({ colour }) => [colour] };
const Lid: Kind<true> = { name: "lid" };

function store() {
  const database = new Database();
  return { database, documents: new Documents(database, "a"), events: new Events(database) };
}

const event = { account: "a", name: "n", errored: false, payload: null };

describe("Additions", () => {
  it("are the documents that were created, and not those that were changed", () => {
    const { database, documents } = store();
    documents.put(Box, 1, { colour: "red" });
    const additions = new Additions(database);
    expect(additions.documents({ not: "none" })).toEqual([]);
    documents.put(Box, 1, { colour: "blue" });
    documents.put(Box, 2, { colour: "red" });
    documents.put(Lid, 2, true);
    const boxes = additions.documents({ is: "box" });
    expect(boxes).toHaveLength(1);
    expect(additions.documents({ not: "box" })).toEqual(additions.documents({ is: "lid" }));
    removeDocuments(database, boxes);
    expect(documents.all(Box)).toEqual([{ colour: "blue" }]);
    expect(database.rows("SELECT label FROM labels")).toEqual([["blue"]]);
  });

  it("are the events that were scheduled, which can be let fail", () => {
    const { database, events } = store();
    events.add({ ...event, due: 1 });
    const additions = new Additions(database);
    expect(additions.hasEvents()).toBe(false);
    events.add({ ...event, due: 2 });
    events.add({ ...event, reads: 1 });
    expect(additions.hasEvents()).toBe(true);
    additions.failEvents();
    expect(database.rows("SELECT errored FROM events ORDER BY seq")).toEqual([[0], [1], [1]]);
  });
});

describe("readWithout", () => {
  it("reads as if some documents were not there, and leaves the state as it is", () => {
    const { database, documents } = store();
    const additions = new Additions(database);
    documents.put(Box, 1, { colour: "red" });
    const hidden = additions.documents({ is: "box" });
    documents.put(Box, 2, { colour: "red" });
    const reds = () => documents.find(Box, { labels: ["red"] }).count();
    expect(readWithout(database, hidden, () => [documents.get(Box, 1), documents.get(Box, 2), reds()])).toEqual([
      undefined,
      { colour: "red" },
      1,
    ]);
    expect([documents.get(Box, 1), reds()]).toEqual([{ colour: "red" }, 2]);
  });

  it("hands on what the reading throws, and the state is as it was", () => {
    const { database, documents } = store();
    const additions = new Additions(database);
    documents.put(Box, 1, { colour: "red" });
    const read = () =>
      readWithout(database, additions.documents({ is: "box" }), () => {
        throw new Error("not found");
      });
    expect(read).toThrow("not found");
    expect(documents.all(Box)).toHaveLength(1);
  });
});
