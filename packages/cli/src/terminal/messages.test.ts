import { describe, expect, it } from "vitest";
import { memoryIo } from "../io/memory.js";
import { Messages } from "./messages.js";

function messages(quiet = false) {
  const io = memoryIo();
  return { io, messages: new Messages(io, quiet) };
}

describe("Messages", () => {
  it("writes one line each, on standard error only", () => {
    const { io, messages: to } = messages();
    to.error("it\nfailed\u001b[31m", "try again");
    to.warn("careful");
    to.note("by the way");
    expect(io.err()).toBe("doapi: it failed\\u001b[31m\n  try again\ndoapi: warning: careful\ndoapi: by the way\n");
    expect(io.out()).toBe("");
  });

  it("says the same hint once", () => {
    const { io, messages: to } = messages();
    to.error("a", "wait");
    to.error("b", "wait");
    expect(io.err()).toBe("doapi: a\n  wait\ndoapi: b\n");
  });

  it("says errors alone when it is to be quiet", () => {
    const { io, messages: to } = messages(true);
    to.warn("careful");
    to.note("by the way");
    to.progress.update([{ key: 1, label: "web", status: "new", state: "pending" }]);
    to.error("it failed");
    expect(io.err()).toBe("doapi: it failed\n");
  });

  it("keeps the token out, whoever put it into a message", () => {
    const { io, messages: to } = messages();
    to.hide("dop_v1_secret");
    to.error("Bearer dop_v1_secret was refused", "dop_v1_secret");
    expect(io.err()).not.toContain("secret");
  });
});
