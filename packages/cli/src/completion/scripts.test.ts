import { describe, expect, it } from "vitest";
import { registry } from "../registry.js";
import { completionScript, shells } from "./scripts.js";

describe.each(shells)("the script for %s", (shell) => {
  const script = completionScript(shell, ["doapi", "doapi-droplet"]);

  it("completes every program, by asking doapi, and silently", () => {
    for (const program of ["doapi", "doapi-droplet"]) expect(script).toMatch(new RegExp(`[ ']${program}(?=['\\s])`));
    expect(script).toMatch(/doapi __complete .*2>(?:\$null|\/dev\/null)/);
  });

  it("knows the mark for files", () => {
    expect(script).toContain(":files");
  });

  it("has no words of its own, which could get old", () => {
    const nouns = Object.keys(registry).filter((noun) => new RegExp(`\\b${noun}\\b`).test(script));
    // In the comment that says how to use it, and in the name of the program that was asked for.
    expect(nouns.filter((noun) => noun !== "completion" && noun !== "droplet")).toEqual([]);
  });
});

it("each script says where it belongs in its first lines", () => {
  const heads = shells.map((shell) => completionScript(shell, ["doapi"]).split("\n").slice(0, 2).join("\n"));
  const places = ["~/.bashrc", "~/.zshrc", "~/.config/fish", "$PROFILE"];
  expect(heads.map((head, index) => head.includes(places[index] ?? "?"))).toEqual([true, true, true, true]);
});
