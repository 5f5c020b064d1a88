import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MissingTokenError } from "./errors/usage.js";
import { DigitalOcean } from "./digitalocean.js";
import { type ClientOptions, defaultSender, readOptions, tokenVariables } from "./options.js";
import { scripted } from "./testing/scripted-sender.js";

const before = new Map(tokenVariables.map((name) => [name, process.env[name]]));
beforeEach(() => {
  for (const name of tokenVariables) delete process.env[name];
});
afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

const tokenOf = (options: ClientOptions = {}) => readOptions(options).token();

describe("the token", () => {
  it("is looked for in four variables, in this order", async () => {
    expect(tokenVariables).toEqual([
      "DIGITALOCEAN_TOKEN",
      "DIGITALOCEAN_ACCESS_TOKEN",
      "DO_API_TOKEN",
      "DIGITALOCEAN_API_KEY",
    ]);
    for (const [index, name] of [...tokenVariables.entries()].reverse()) {
      process.env[name] = `from-${index}`;
      expect(await tokenOf()).toBe(`from-${index}`);
    }
  });

  it("is the option before any variable", async () => {
    process.env["DIGITALOCEAN_TOKEN"] = "from-environment";
    expect(await tokenOf({ token: "from-option" })).toBe("from-option");
    expect(await tokenOf({ token: undefined })).toBe("from-environment");
  });

  it("is not an empty variable", async () => {
    process.env["DIGITALOCEAN_TOKEN"] = "";
    process.env["DO_API_TOKEN"] = "second";
    expect(await tokenOf()).toBe("second");
  });

  it.each([" t0ken", "t0ken\n", "\tt0ken \r\n"])("loses the white space around it: %j", async (token) => {
    expect(await tokenOf({ token })).toBe("t0ken");
    process.env["DIGITALOCEAN_TOKEN"] = token;
    expect(await tokenOf()).toBe("t0ken");
  });

  it.each(["", "  ", "\n"])("that is empty (%j) is refused", (token) => {
    expect(() => readOptions({ token })).toThrow(new TypeError("the token is empty"));
  });

  it.each(["secret\nx-evil: 1", "sec ret", "secret\0", "sécret", "sec\u2028ret"])(
    "with a character that no token has (%j) is refused without showing it",
    (token) => {
      expect(() => readOptions({ token })).toThrow(new TypeError("the token contains characters that no token has"));
    },
  );

  it.each([7, {}, true])("that is no text (%j) is refused", (token) => {
    expect(() => readOptions({ token: token as never })).toThrow(TypeError);
  });

  it("may be a function, which is asked for every request", async () => {
    let count = 0;
    const { token } = readOptions({ token: () => `token-${++count}` });
    expect([await token(), await token()]).toEqual(["token-1", "token-2"]);
    expect(await tokenOf({ token: () => Promise.resolve(" later\n") })).toBe("later");
  });

  it("of a function is checked too", async () => {
    await expect(tokenOf({ token: () => "" })).rejects.toThrow("the token is empty");
    await expect(tokenOf({ token: () => "a\nb" })).rejects.toThrow("characters that no token has");
    await expect(tokenOf({ token: () => undefined as never })).rejects.toThrow("the token is empty");
  });

  it("fails as its function fails", async () => {
    await expect(tokenOf({ token: () => Promise.reject(new Error("vault is shut")) })).rejects.toThrow("vault is shut");
    const thrower = () => {
      throw new Error("vault is shut");
    };
    await expect(tokenOf({ token: thrower })).rejects.toThrow("vault is shut");
  });

  it("that is missing is an error that names all places", () => {
    expect(() => readOptions({})).toThrow(MissingTokenError);
    expect(() => readOptions({})).toThrow(
      'no DigitalOcean token: pass the option "token" or set one of DIGITALOCEAN_TOKEN, DIGITALOCEAN_ACCESS_TOKEN, DO_API_TOKEN, DIGITALOCEAN_API_KEY',
    );
  });

  it("is not demanded where the requests go through a fetch or sender of one's own", async () => {
    expect(await tokenOf({ fetch: () => Promise.resolve(new Response()) })).toBeUndefined();
    expect(await tokenOf({ sender: scripted() })).toBeUndefined();
    expect(await tokenOf({ sender: scripted(), token: "given" })).toBe("given");
  });

  it("does not show in the settings", () => {
    const settings = readOptions({ token: "dop_v1_secret", sender: scripted() });
    expect(inspect(settings, { depth: 9, showHidden: true }) + JSON.stringify(settings)).not.toContain("secret");
  });
});

describe("the numbers", () => {
  const settings = (options: ClientOptions) => readOptions({ sender: scripted(), ...options });

  it("have defaults", () => {
    expect(settings({})).toMatchObject({
      endpoint: { origin: "https://api.digitalocean.com", base: "https://api.digitalocean.com" },
      timeout: 60_000,
      retries: 4,
      perPage: 200,
      waitInterval: undefined,
      waitLimit: Number.POSITIVE_INFINITY,
    });
  });

  it("are taken as they are given, to the limits of their range", () => {
    const least = { timeout: 0, retries: 0, perPage: 1, waitInterval: 0, waitLimit: 0 };
    expect(settings(least)).toMatchObject(least);
    expect(settings({ perPage: 200, timeout: 5 })).toMatchObject({ perPage: 200, timeout: 5 });
  });

  it.each([
    ["timeout", -1, "at least 0, not -1"],
    ["timeout", Number.NaN, "at least 0, not NaN"],
    ["retries", -1, "at least 0, not -1"],
    ["retries", Number.NaN, "at least 0, not NaN"],
    ["perPage", 0, "from 1 to 200, not 0"],
    ["perPage", 201, "from 1 to 200, not 201"],
    ["waitInterval", -5, "at least 0, not -5"],
    ["waitInterval", Number.NaN, "at least 0, not NaN"],
    ["waitLimit", -1, "at least 0, not -1"],
    ["timeout", "60" as never, "at least 0, not 60"],
    ["timeout", null as never, "at least 0, not null"],
  ])("are refused out of it: %s %d", (name, value, words) => {
    expect(() => settings({ [name]: value })).toThrow(new TypeError(`the option "${name}" must be a number ${words}`));
  });

  it("come with a clear refusal of a wrong endpoint", () => {
    expect(() => settings({ endpoint: "localhost:8080" })).toThrow('"localhost:8080" is no http or https URL');
  });
});

it("prefers a sender to a fetch", async () => {
  const sender = scripted();
  const fetch = () => Promise.reject(new Error("not this one"));
  expect(readOptions({ sender, fetch }).sender).toBe(sender);
});

it("gives its default sender away, to be wrapped", async () => {
  const asked: string[] = [];
  const inner = defaultSender(async (url) => {
    asked.push(url);
    return new Response("{}");
  });
  const client = new DigitalOcean({
    sender: (request) => inner({ ...request, url: `${request.url}?wrapped` }),
    endpoint: "http://127.0.0.1:1",
  });
  await client.raw({ path: "/v2/anything" });
  expect(asked).toEqual(["http://127.0.0.1:1/v2/anything?wrapped"]);
});
