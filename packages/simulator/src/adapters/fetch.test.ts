import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { createSimulator } from "../simulator.js";

it("hears its caller's signal though nobody holds the copied request any more", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const simulator = createSimulator();
  simulator.faults.add({ effect: { type: "hang" } });
  const controller = new AbortController();
  const answer = simulator.fetch("https://api.test/v2/account", { signal: controller.signal });
  // What nothing but the pending request holds is free to go from here on.
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  collect();
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  controller.abort(new Error("enough"));
  await expect(answer).rejects.toThrow("enough");
  await simulator.close();
}, 5_000);
