import { describe, expect, it } from "vitest";
import type { Outgoing } from "../http/message.js";
import { prevents, spoiled } from "./answers.js";
import type { AnswerEffect } from "./rule.js";

const ANSWER: Outgoing = { status: 202, headers: { "content-type": "application/json", etag: "e" }, body: '{"a":"é"}' };
const spoil = (effect: AnswerEffect, outgoing = ANSWER) => spoiled(effect, outgoing, "r-1");

describe("prevents", () => {
  it.each<[AnswerEffect, boolean]>([
    [{ type: "status", status: 500 }, true],
    [{ type: "reset" }, true],
    [{ type: "hang", when: "before" }, true],
    [{ type: "hang", when: "after" }, false],
    [{ type: "reset", when: "after" }, false],
    [{ type: "truncated" }, false],
    [{ type: "garbled" }, false],
  ])("%j: %j", (effect, expected) => {
    expect(prevents(effect)).toBe(expected);
  });
});

describe("a status", () => {
  it.each<[number, string]>([
    [401, "unauthorized"],
    [404, "not_found"],
    [418, "bad_request"],
    [422, "unprocessable_entity"],
    [500, "server_error"],
    [599, "server_error"],
  ])("of %d has the API's own form, with the id %s", (status, id) => {
    const { body, ...rest } = spoil({ type: "status", status, message: "Why." });
    expect(rest).toEqual({ status, headers: { "content-type": "application/json; charset=utf-8" } });
    expect(JSON.parse(String(body))).toEqual({ id, message: "Why.", request_id: "r-1" });
  });

  it("of 429 says that nothing is left and when to come back", () => {
    expect(spoil({ type: "status", status: 429 }).headers).toMatchObject({
      "retry-after": "1",
      "ratelimit-remaining": "0",
    });
    expect(spoil({ type: "status", status: 429, retryAfter: 30 }).headers).toHaveProperty("retry-after", "30");
    expect(spoil({ type: "status", status: 500 }).headers).not.toHaveProperty("retry-after");
  });

  it.each([
    [502, "text/html", "<h1>502 Bad Gateway</h1>"],
    [503, "text/plain", "Service Unavailable"],
    [504, "text/html", "<title>504 Gateway Time-out</title>"],
  ])("of %d comes from what stands before the API, as %s", (status, type, words) => {
    const answer = spoil({ type: "status", status });
    expect(answer).toMatchObject({ status, headers: { "content-type": type } });
    expect(answer.body).toContain(words);
    expect(() => JSON.parse(String(answer.body)) as unknown).toThrow(SyntaxError);
  });

  it("comes in the format that was asked for", () => {
    expect(spoil({ type: "status", status: 503, format: "json" }).body).toContain('"id":"service_unavailable"');
    expect(spoil({ type: "status", status: 401, format: "text", message: "no" }).body).toBe("no");
  });
});

describe("an answer", () => {
  it.each<[number | undefined, number]>([
    [undefined, 5],
    [0, 0],
    [9, 9],
    [10, 9],
    [1000, 9],
  ])("cut after %j of its 10 bytes ends after %d", (bytes, cutAfter) => {
    const effect: AnswerEffect = bytes === undefined ? { type: "truncated" } : { type: "truncated", bytes };
    expect(spoil(effect)).toEqual({ ...ANSWER, failure: { cutAfter } });
  });

  it("without a body is lost when it is cut", () => {
    expect(spoil({ type: "truncated" }, { status: 204, headers: {}, body: undefined }).failure).toBe("reset");
  });

  it("that is garbled keeps its status and nothing else", () => {
    expect(spoil({ type: "garbled", body: "moo", contentType: "text/cow" })).toEqual({
      status: 202,
      headers: { "content-type": "text/cow" },
      body: "moo",
    });
    expect(spoil({ type: "garbled" }, { status: 204, headers: {}, body: undefined })).toMatchObject({
      status: 200,
      headers: { "content-type": "text/html" },
    });
  });
});
