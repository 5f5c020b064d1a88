import { describe, expect, it } from "vitest";
import { AmbiguousNameError, NameNotFoundError } from "../errors/usage.js";
import { List } from "../pagination/list.js";
import { named, theOnly } from "./names.js";

const response = { status: 200, headers: {}, requestId: undefined, url: "" };
const web = (id: number) => ({ id, name: "web" });

describe("named", () => {
  it("gives those with exactly the name, from all pages", async () => {
    const pages = [
      [web(1), { id: 2, name: "WEB" }],
      [{ id: 3, name: "web-2" }, web(4)],
    ];
    const list = new List<{ id: number; name: string }>({
      route: "GET /v2/things",
      perPage: 200,
      convert: (wire: { id: number; name: string }) => wire,
      fetch: (target) => {
        const links = target === undefined ? { pages: { next: "/2" } } : {};
        return Promise.resolve({ data: { things: pages[target === undefined ? 0 : 1], links }, response });
      },
    });
    expect((await named(list, "web")).map(({ id }) => id)).toEqual([1, 4]);
  });
});

describe("theOnly", () => {
  it("gives the one", () => {
    expect(theOnly([web(1)], "thing", "web")).toEqual(web(1));
  });

  it("does not make one up, nor choose one", () => {
    expect(() => theOnly([], "thing", "web")).toThrow(NameNotFoundError);
    expect(() => theOnly([], "thing", "web")).toThrow('no thing is named "web"');
    expect(() => theOnly([web(1), web(2)], "thing", "web")).toThrow(AmbiguousNameError);
    expect(() => theOnly([web(1), web(2)], "thing", "web")).toThrow('"web" is the name of 2: 1, 2');
  });
});
