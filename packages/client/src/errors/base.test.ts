import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ApiError, NotFoundError, ServerError } from "./api.js";
import { DigitalOceanError, nameError } from "./base.js";
import { RequestError } from "./request.js";
import { NetworkError } from "./transport.js";
import { MissingTokenError } from "./usage.js";

const facts = {
  method: "GET",
  path: "/v2/droplets/1",
  attempts: 1,
  status: 404,
  id: "not_found",
  detail: "There is none.",
  requestId: undefined,
  body: {},
  retryAfter: undefined,
};
const notFound = new NotFoundError(facts);

describe("an error", () => {
  it("is what its class and every class above it says, and nothing else", () => {
    for (const kind of [NotFoundError, ApiError, RequestError, DigitalOceanError, Error]) {
      expect(notFound instanceof kind).toBe(true);
    }
    expect(notFound instanceof ServerError).toBe(false);
    expect(notFound instanceof NetworkError).toBe(false);
    expect(notFound instanceof MissingTokenError).toBe(false);
    expect(new ApiError(facts) instanceof NotFoundError).toBe(false);
    expect(new MissingTokenError([]) instanceof RequestError).toBe(false);
  });

  it.each([undefined, null, 0, "NotFoundError", {}, { name: "NotFoundError" }, new Error("NotFoundError")])(
    "is not %j",
    (value) => {
      expect(value instanceof DigitalOceanError).toBe(false);
      expect(value instanceof NotFoundError).toBe(false);
    },
  );

  it("has a name that does not depend on the name of its class, which minifiers change", () => {
    const a = class extends DigitalOceanError {
      static {
        nameError(this, "ReadableError");
      }
    };
    const error = new a("words");
    expect(a.name).toBe("a");
    expect(error.name).toBe("ReadableError");
    expect(String(error)).toBe("ReadableError: words");
    expect(error.stack).toMatch(/^ReadableError: words\n/);
    expect(inspect(error)).toContain("ReadableError");
    expect(Object.keys(error)).not.toContain("name");
  });

  it("can be extended: a class of the user's is one of its own", () => {
    class Mine extends NotFoundError {
      readonly more = 1;
    }
    class Yours extends NotFoundError {}
    const mine = new Mine(facts);
    expect(mine instanceof Mine).toBe(true);
    expect(mine instanceof NotFoundError).toBe(true);
    expect(mine instanceof DigitalOceanError).toBe(true);
    expect(mine instanceof Yours).toBe(false);
    expect(notFound instanceof Mine).toBe(false);
  });
});

describe("across two copies of the library", () => {
  // A query makes a module of its own, as a second installed copy would be.
  const load = async () => {
    const copy = "./base.js?copy";
    return (await import(/* @vite-ignore */ copy)) as typeof import("./base.js");
  };

  it("instanceof holds, by class", async () => {
    const other = await load();
    expect(other.DigitalOceanError).not.toBe(DigitalOceanError);
    class OtherNotFound extends other.DigitalOceanError {
      static {
        other.nameError(this, "NotFoundError");
      }
    }
    const foreign: unknown = new OtherNotFound("from the other copy");
    expect(foreign instanceof NotFoundError).toBe(true);
    expect(foreign instanceof DigitalOceanError).toBe(true);
    expect(foreign instanceof ServerError).toBe(false);
    expect(foreign instanceof ApiError).toBe(false);
    expect(notFound instanceof OtherNotFound).toBe(true);
    expect(notFound instanceof other.DigitalOceanError).toBe(true);
  });
});
