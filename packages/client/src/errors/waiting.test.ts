import { describe, expect, it } from "vitest";
import { DigitalOceanError } from "./base.js";
import {
  ActionError,
  ResourceFailedError,
  WaitAbortedError,
  WaitError,
  WaitFailedError,
  WaitTimeoutError,
} from "./waiting.js";

const action = { id: 7, type: "resize", status: "errored", resource_id: 12, resource_type: "droplet" };

describe("ActionError", () => {
  it("names the action and what it was on", () => {
    expect(new ActionError([action]).message).toBe("action 7 (resize on droplet 12) errored");
    expect(new ActionError([{ id: 7, type: "resize", status: "errored" }]).message).toBe("action 7 (resize) errored");
    expect(new ActionError([{ ...action, resource_type: "backend", resource_id: null }]).message).toBe(
      "action 7 (resize on backend) errored",
    );
  });

  it("has the first, all that failed, and those that were completed", () => {
    const other = { ...action, id: 8 };
    const completed = { ...action, id: 9, status: "completed" };
    const error = new ActionError([action, other], [completed]);
    expect(error.message).toBe("action 7 (resize on droplet 12) errored (and 1 more)");
    expect(error).toMatchObject({ action, errored: [action, other], completed: [completed] });
  });
});

it("a resource that never becomes usable is named with its status", () => {
  const resource = { id: 7 };
  const error = new ResourceFailedError("certificates", resource, "error");
  expect(error).toMatchObject({ resource, status: "error", name: "ResourceFailedError" });
  expect(error.message).toBe("of the certificates waited for, 7 has failed: its status is error");
});

it.each([WaitTimeoutError, WaitAbortedError, WaitFailedError])("%o keeps everything that is known", (Kind) => {
  const error = new Kind("words", { pending: [1], done: [2, 3] }, { cause: "why" });
  expect(error).toMatchObject({ message: "words", pending: [1], done: [2, 3], cause: "why", name: Kind.name });
  expect(error instanceof WaitError && error instanceof DigitalOceanError).toBe(true);
});
