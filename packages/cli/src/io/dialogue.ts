import process from "node:process";
import type { Dialogue } from "./io.js";

/** Asks on standard error, so that standard output stays what was asked for. */
export const terminalDialogue: Dialogue = {
  async confirm(message, signal) {
    const { confirm, isCancel } = await import("@clack/prompts");
    const answer = await confirm({ message, initialValue: false, output: process.stderr, signal });
    return isCancel(answer) ? undefined : answer;
  },
  async secret(message, signal) {
    const { isCancel, password } = await import("@clack/prompts");
    const answer = await password({ message, mask: "", output: process.stderr, signal });
    return isCancel(answer) ? undefined : answer;
  },
};
