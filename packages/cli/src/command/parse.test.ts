import { describe, expect, it } from "vitest";
import { Failure } from "../failure.js";
import { memoryIo } from "../io/memory.js";
import {
  anyArguments,
  argument,
  command,
  flag,
  number,
  requiredText,
  seconds,
  someArguments,
  text,
  texts,
} from "./declare.js";
import { parseCommand, parseGroup } from "./parse.js";

const declared = command({
  arguments: { name: argument("name", "a name"), others: anyArguments("other", "more") },
  options: {
    wait: flag("-w, --wait", "wait"),
    tag: text("--tag <tag>", "a tag", { conflicts: ["sshKeys"] }),
    sshKeys: texts("-K, --ssh-key <key>", "a key"),
    waitTime: seconds("--wait-time <seconds>", "a limit"),
    port: number("--port <number>", "a port", { least: 0, most: 9, whole: true }),
    ipv6: flag("-6, --ipv6", "an address"),
  },
  notes: "A second paragraph.",
  run: async () => {},
});

function parse(...line: string[]) {
  return parseCommand(declared, { name: "doapi thing do", summary: "do a thing" }, { line, io: memoryIo() });
}

function failureOf(...line: string[]): Failure {
  try {
    parse(...line);
  } catch (error) {
    if (error instanceof Failure) return error;
  }
  throw new Error("the line was accepted");
}

const plainHint = "see: doapi thing do --help";

describe("parseCommand", () => {
  it("gives every declared key, with what was on the line or its initial value", () => {
    expect(parse("a")?.input).toEqual({
      name: "a",
      others: [],
      wait: false,
      tag: undefined,
      sshKeys: [],
      waitTime: undefined,
      port: undefined,
      ipv6: false,
    });
    expect(parse("-6w", "-K", "1", "a", "b", "--ssh-key=2", "c", "--wait-time", "1.5")?.input).toMatchObject({
      name: "a",
      others: ["b", "c"],
      wait: true,
      sshKeys: ["1", "2"],
      waitTime: 1500,
      ipv6: true,
    });
  });

  it("takes universal options at any place, and none after --", () => {
    const parsed = parse("--sim", "a", "-o", "table", "--", "--quiet");
    expect(parsed?.universal).toMatchObject({ sim: true, output: "table", quiet: false });
    expect(parsed?.input).toMatchObject({ name: "a", others: ["--quiet"] });
  });

  it.each([
    [["--wiat", "a"], "unknown option '--wiat'", "did you mean --wait? see: doapi thing do --help"],
    [[], "missing required argument 'name'", plainHint],
    [
      ["a", "--tag", "x", "-K", "y"],
      "option '--tag <tag>' cannot be used with option '-K, --ssh-key <key>'",
      plainHint,
    ],
    [["a", "--api-token", "x", "--api-token-file", "y"], "option '--api-token <token>' cannot be used with", plainHint],
    [["a", "-o", "xml"], "argument 'xml' is invalid. Allowed choices are json, yaml, csv, ndjson, table.", plainHint],
    [["a", "--wait-time", "soon"], "Must be a number, 0 or more.", plainHint],
    [["a", "--wait-time", "-1"], "Must be a number, 0 or more.", plainHint],
    [["a", "--wait-time", ""], "Must be a number, 0 or more.", plainHint],
    [["a", "--port", "1.5"], "Must be a whole number, 0 to 9.", plainHint],
    [["a", "--port", "10"], "Must be a whole number, 0 to 9.", plainHint],
  ])("refuses %j", (line, message, hint) => {
    const failure = failureOf(...line);
    expect(failure.exitCode).toBe(2);
    expect(failure.message).toContain(message);
    expect(failure.hint).toBe(hint);
  });

  it("refuses words that no argument takes, and a missing required option", () => {
    const title = { name: "doapi x", summary: "x" };
    const strict = command({
      options: { image: requiredText("-I, --image <image>", "an image") },
      run: async () => {},
    });
    const parseStrict =
      (...line: string[]) =>
      () =>
        parseCommand(strict, title, { line, io: memoryIo() });
    expect(parseStrict("-I", "x", "y")).toThrow("too many arguments");
    expect(parseStrict()).toThrow("required option '-I, --image <image>' not specified");
  });

  it("takes --no-x for an option of its own, which can exclude --x", () => {
    const options = {
      port: number("--port <int>", "a port", { least: 0 }),
      noPort: flag("--no-port", "no port", { conflicts: ["port"] }),
    };
    const title = { name: "doapi x", summary: "x" };
    const parsed = (...line: string[]) =>
      parseCommand(command({ options, run: async () => {} }), title, { line, io: memoryIo() })?.input;
    expect(parsed()).toEqual({ port: undefined, noPort: false });
    expect(parsed("--port", "0")).toEqual({ port: 0, noPort: false });
    expect(parsed("--no-port")).toEqual({ port: undefined, noPort: true });
    expect(() => parsed("--no-port", "--port", "1")).toThrow("'--no-port' cannot be used with option '--port <int>'");
  });

  it("prints help and version on standard output, whatever else is missing", () => {
    const io = memoryIo();
    const title = { name: "doapi thing do", summary: "do a thing" };
    expect(parseCommand(declared, title, { line: ["--help"], io })).toBeUndefined();
    expect(io.out()).toContain(
      "Usage: doapi thing do [options] <name> [other...]\n\nDo a thing.\n\nA second paragraph.",
    );
    expect(io.err()).toBe("");
    const second = memoryIo();
    expect(parseCommand(declared, title, { line: ["--version"], io: second })).toBeUndefined();
    expect(second.out()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("a command that has words behind --", () => {
  const title = { name: "doapi thing do", summary: "do a thing" };
  const declare = (rest: ReturnType<typeof anyArguments>) =>
    command({
      arguments: { names: anyArguments("name", "names") },
      options: { tag: text("--tag <tag>", "a tag") },
      rest,
      run: async () => {},
    });
  const many = declare(anyArguments("command", "what to do"));
  const read = (...line: string[]) => parseCommand(many, title, { line, io: memoryIo() });

  it("receives them as they are, universal options and further dashes too", () => {
    const parsed = read("a", "--sim", "--", "ls", "-o", "json", "--help", "--", "--tag");
    expect(parsed?.input).toEqual({
      names: ["a"],
      tag: undefined,
      rest: ["ls", "-o", "json", "--help", "--", "--tag"],
    });
    expect(parsed?.universal).toMatchObject({ sim: true, output: undefined });
    expect([read("a")?.input, read("a", "--")?.input]).toEqual(
      Array(2).fill({ names: ["a"], tag: undefined, rest: [] }),
    );
    expect(() => read("--tag", "--", "x")).toThrow("option '--tag <tag>' argument missing");
  });

  it("shows them in its help, and says where a word too many belongs", () => {
    const io = memoryIo();
    parseCommand(many, title, { line: ["--help"], io });
    expect(io.out()).toContain("Usage: doapi thing do [options] [name...] [-- <command...>]\n");
    expect(io.out()).toMatch(/Arguments:\n {2}name +names\n {2}command +what to do\n/);
    const needed = memoryIo();
    parseCommand(declare(someArguments("command", "what to do")), title, { line: ["--help"], io: needed });
    expect(needed.out()).toContain("[options] [name...] -- <command...>\n");
    const none = command({ rest: anyArguments("command", ""), run: async () => {} });
    expect(() => parseCommand(none, title, { line: ["ls"], io: memoryIo() })).toThrow(
      expect.objectContaining({ hint: "what runs there goes behind --; see: doapi thing do --help" }),
    );
  });
});

describe("parseGroup", () => {
  const members = { show: { summary: "show" }, shutdown: { summary: "stop" } };
  const group = (...line: string[]) => {
    const io = memoryIo();
    return { io, parse: () => parseGroup({ name: "doapi x", summary: "manage x" }, members, { line, io }) };
  };

  it("suggests the command that was meant", () => {
    const { parse: attempt } = group("shwo");
    expect(attempt).toThrow(expect.objectContaining({ message: "unknown command 'shwo'", exitCode: 2 }));
    expect(attempt).toThrow(expect.objectContaining({ hint: "did you mean show? see: doapi x --help" }));
  });

  it("shows the commands on standard error when none is named", () => {
    const { io, parse: attempt } = group();
    expect(attempt).toThrow(expect.objectContaining({ message: "a command is missing", exitCode: 2 }));
    expect(io.err()).toMatch(/Commands:[\s\S]*show[\s\S]*Universal options:/);
    expect(io.out()).toBe("");
  });
});

it("declares what the usage line shows", () => {
  expect([argument("a", ""), someArguments("b", ""), anyArguments("c", "")].map(({ form }) => form)).toEqual([
    "<a>",
    "<b...>",
    "[c...]",
  ]);
});
