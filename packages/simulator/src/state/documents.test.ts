import { afterAll, describe, expect, it } from "vitest";
import { Database } from "./database.js";
import { Documents, type Kind } from "./documents.js";

interface Note {
  text: string;
  colours: string[];
}

const Notes: Kind<Note> = { name: "note", labels: ({ colours }) => colours };
const database = new Database();
afterAll(() => database.close());

/** An account that no other test has. */
let accounts = 0;
const account = () => new Documents(database, `account ${++accounts}`);

function filled(): Documents {
  const documents = account();
  documents.put(Notes, 1, { text: "a", colours: ["red"] });
  documents.put(Notes, 2, { text: "b", colours: ["red", "blue"] });
  documents.put(Notes, 3, { text: "c", colours: [] });
  return documents;
}

const texts = (notes: readonly Note[]) => notes.map(({ text }) => text).join("");

describe("Documents", () => {
  it("keeps the order of making, also when one is replaced", () => {
    const documents = filled();
    documents.put(Notes, 1, { text: "A", colours: [] });
    expect(texts(documents.all(Notes))).toBe("Abc");
    expect(texts(documents.all(Notes, { newestFirst: true }))).toBe("cbA");
  });

  it("counts and reads in part", () => {
    const found = filled().find(Notes);
    expect(found.count()).toBe(3);
    expect(texts(found.slice(1, 1))).toBe("b");
    expect(texts(found.slice(3, 5))).toBe("");
  });

  it("finds by one label and by several", () => {
    const documents = filled();
    expect(texts(documents.all(Notes, { labels: ["red"] }))).toBe("ab");
    expect(texts(documents.all(Notes, { labels: ["red", "blue"] }))).toBe("b");
    expect(documents.find(Notes, { labels: ["green"] }).count()).toBe(0);
  });

  it("forgets the labels of what was replaced or removed", () => {
    const documents = filled();
    documents.put(Notes, 1, { text: "a", colours: ["blue"] });
    documents.remove(Notes, 2);
    expect(texts(documents.all(Notes, { labels: ["red"] }))).toBe("");
    expect(texts(documents.all(Notes, { labels: ["blue"] }))).toBe("a");
    expect(documents.get(Notes, 2)).toBeUndefined();
  });

  it("shows nothing of another account, under the same id either", () => {
    const mine = filled();
    const other = account();
    other.put(Notes, 1, { text: "x", colours: ["red"] });
    expect(texts(mine.all(Notes, { labels: ["red"] }))).toBe("ab");
    expect(texts(other.all(Notes))).toBe("x");
    other.remove(Notes, 2);
    expect(mine.get(Notes, 2)?.text).toBe("b");
  });
});
