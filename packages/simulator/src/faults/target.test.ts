import { describe, expect, it } from "vitest";
import type { ApiProblem } from "../problem.js";
import { findOperation } from "../http/routes.js";
import { type FaultRequest, type FaultRule, FaultRuleError } from "./rule.js";
import { targetOf } from "./target.js";

function request(line: string): FaultRequest {
  const [method = "", path = ""] = line.split(" ");
  const { operation } = findOperation(method, path);
  return { operation: operation.id, method: operation.method, path, query: {}, body: "" };
}

const LINES = [
  "GET /v2/droplets",
  "POST /v2/droplets",
  "GET /v2/droplets/7",
  "DELETE /v2/droplets/7",
  "GET /v2/droplets/7/actions",
  "GET /v2/account",
];
const matching = (on: FaultRule["on"]) => LINES.filter((line) => targetOf(on).matches(request(line)));

describe("what a rule is about", () => {
  it.each<[FaultRule["on"], string[]]>([
    [undefined, LINES],
    ["droplets_get", ["GET /v2/droplets/7"]],
    ["GET /v2/droplets", ["GET /v2/droplets"]],
    ["GET /v2/droplets/{droplet_id}", ["GET /v2/droplets/7"]],
    ["GET /v2/droplets/{any}/actions", ["GET /v2/droplets/7/actions"]],
    ["GET /v2/droplets/7", ["GET /v2/droplets/7"]],
    ["GET /v2/droplets/8", []],
    ["* /v2/droplets/{id}", ["GET /v2/droplets/7", "DELETE /v2/droplets/7"]],
    ["GET /v2/droplets*", ["GET /v2/droplets", "GET /v2/droplets/7", "GET /v2/droplets/7/actions"]],
    ["* *", LINES],
    [
      ["account_get", "POST /v2/droplets"],
      ["POST /v2/droplets", "GET /v2/account"],
    ],
    [({ path, method }) => path.endsWith("7") && method === "GET", ["GET /v2/droplets/7"]],
  ])("%j", (on, expected) => {
    expect(matching(on)).toEqual(expected);
  });

  it("is found in a path with slashes too many, and not by signs that only look like a pattern", () => {
    expect(targetOf("GET /v2/droplets/{id}").matches(request("GET /v2//droplets/7/"))).toBe(true);
    expect(targetOf("GET /v2/images/a.c").matches(request("GET /v2/images/abc"))).toBe(false);
    expect(targetOf("GET /v2/images/a.c").matches(request("GET /v2/images/a.c"))).toBe(true);
  });

  it.each<[string, RegExp]>([
    ["droplets_fly", /no operation droplets_fly; name one by its id or as "METHOD \/path"/],
    ["GET /v2/dropletz", /no operation is GET \/v2\/dropletz/],
    ["PATCH /v2/droplets", /no operation is PATCH/],
    ["FETCH /v2/droplets", /no operation is FETCH/],
    ["FETCH *", /no operation is FETCH/],
    ["GET v2/droplets", /no operation is GET v2/],
    ["", /no operation ;/],
  ])("is refused when there is no such thing: %j", (on, message) => {
    const build = () => targetOf(["account_get", on as "account_get"]);
    expect(build).toThrow(FaultRuleError);
    expect(build).toThrow(message);
  });

  it.each<[FaultRule["on"], boolean]>([
    ["droplets_list", false],
    ["GET /v2/*", false],
    [["droplets_list", "account_get"], false],
    [["droplets_list", "droplets_create"], true],
    ["* /v2/droplets", true],
    [undefined, true],
    [() => false, true],
  ])("can change something or only read: %j", (on, canChange) => {
    expect(targetOf(on).canChange).toBe(canChange);
  });

  it("tells what is wrong with a function that throws, and takes nothing but true for yes", () => {
    const failing = () => {
      throw new Error("no such field");
    };
    const ask = () => targetOf(failing).matches(request("GET /v2/account"));
    expect(ask).toThrow("The function of a fault rule failed: no such field");
    expect(ask).toThrow(expect.objectContaining<Partial<ApiProblem>>({ status: 500 }));
    expect(targetOf((() => Promise.resolve(false)) as never).matches(request("GET /v2/account"))).toBe(false);
  });
});
