import { describe, expect, it } from "vitest";
import { ResponseFormatError } from "../errors/transport.js";
import { open } from "./envelope.js";

const route = "GET /v2/things/{id}";

describe("open", () => {
  it("takes the field that holds the thing, as it is", () => {
    const thing = { id: 1 };
    expect(open({ thing, other: 2 }, "thing", route)).toBe(thing);
    expect(open({ things: [] as number[] }, "things", route)).toEqual([]);
  });

  it.each([undefined, null, "text", 7, [], {}, { thing: null }, { thing: "text" }, { thing: 7 }, { thing: undefined }])(
    "refuses %j, and names the field and the route",
    (body) => {
      const take = () => open(body as { thing: object }, "thing", route);
      expect(take).toThrow(ResponseFormatError);
      expect(take).toThrow('GET /v2/things/{id}: the answer has no "thing"');
    },
  );
});
