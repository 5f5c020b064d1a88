import { expect, it } from "vitest";
import { DigitalOceanError } from "./base.js";
import { AmbiguousNameError, MissingTokenError, NameNotFoundError } from "./usage.js";

it("a missing token names the places where it can be", () => {
  expect(new MissingTokenError(["A", "B"]).message).toBe(
    'no DigitalOcean token: pass the option "token" or set one of A, B',
  );
});

it("an ambiguous name shows whom it means", () => {
  const candidates = [
    { id: 1, name: "web" },
    { id: 2, name: "web" },
  ];
  const error = new AmbiguousNameError("web", candidates);
  expect(error.message).toBe('"web" is the name of 2: 1, 2');
  expect(error.candidates).toEqual(candidates);
});

it("they are errors of this library", () => {
  expect(new NameNotFoundError("no droplet") instanceof DigitalOceanError).toBe(true);
});
