import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryIo, run } from "@doapi/cli";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let home: string;

/** Runs a line on the simulator; with `pace` 1 what it begins does not end before it is interrupted, at its first progress. */
async function doapi(line: string, pace: 0 | 1) {
  const controller = new AbortController();
  const io = memoryIo({
    env: { DOAPI_SIM: "1", DOAPI_SIM_STATE: join(home, "state.db"), DOAPI_SIM_PACE: String(pace) },
    home,
    cwd: home,
    interrupt: controller.signal,
    onStderr: () => pace === 1 && controller.abort(new Error("interrupted")),
  });
  return { exitCode: await run(line.split(" "), io), out: io.out(), err: io.err() };
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "doapi-interrupts-"));
  await doapi("droplet new -I debian-12-x64 -S s-1vcpu-1gb -R ams3 a b c -w", 0);
  await doapi("droplet snapshot image a -w", 0);
  await doapi("reserved-ip new -R ams3", 0);
});
afterAll(() => rmSync(home, { recursive: true }));

describe("Ctrl-C in a wait prints what is known as valid JSON, and ends with 130", () => {
  it.each([
    ["droplet reboot a b -w", [{ type: "reboot" }, { type: "reboot" }]],
    ["droplet wait a", [{ type: "reboot", status: "in-progress" }]],
    ["image transfer nyc3 image -w", [{ type: "transfer", status: "in-progress" }]],
    ["image wait image", [{ type: "transfer", status: "in-progress" }]],
    ["reserved-ip assign 192.0.2.1 c -w", { type: "assign_ip", status: "in-progress" }],
    ["reserved-ip wait 192.0.2.1", [{ type: "assign_ip", status: "in-progress" }]],
    ["reserved-ip new -D c -w", { ip: "192.0.2.2", locked: true }],
    ["action wait", [{}, {}, {}, {}, {}]],
  ])("%s", async (line, known) => {
    const { exitCode, out, err } = await doapi(line, 1);
    expect(JSON.parse(out)).toMatchObject(known);
    expect(err.endsWith("\ndoapi: interrupted\n")).toBe(true);
    expect(exitCode).toBe(130);
  });
});
