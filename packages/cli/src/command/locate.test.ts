import { describe, expect, it } from "vitest";
import { takeWord } from "./locate.js";

describe("takeWord", () => {
  it.each([
    ["droplet show", "droplet", "show"],
    ["--sim droplet show", "droplet", "--sim show"],
    ["-o json droplet", "droplet", "-o json"],
    ["-ojson droplet", "droplet", "-ojson"],
    ["--output=table droplet", "droplet", "--output=table"],
    ["--api-token show droplet", "droplet", "--api-token show"],
    ["--help droplet", "droplet", "--help"],
    ["- droplet", "-", "droplet"],
  ])("finds the command word of %j", (line, word, rest) => {
    expect(takeWord(line.split(" "))).toEqual({ word, rest: rest.split(" ") });
  });

  it.each(["", "--help", "--image x droplet", "-M droplet", "--output", "-- droplet"])("finds none in %j", (line) => {
    expect(takeWord(line.split(" ").filter((part) => part !== ""))).toBeUndefined();
  });
});
