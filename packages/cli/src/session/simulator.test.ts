import { describe, expect, it } from "vitest";
import { simulatorByDefault, simulatorState } from "./simulator.js";

const place = { home: "/home/me", cwd: "/work" };

describe("simulatorState", () => {
  it("is where the environment says, else in the user's state folder", () => {
    expect(simulatorState({ ...place, env: {} })).toBe("/home/me/.local/state/doapi/simulator.db");
    expect(simulatorState({ ...place, env: { XDG_STATE_HOME: "/state" } })).toBe("/state/doapi/simulator.db");
    expect(simulatorState({ ...place, env: { DOAPI_SIM_STATE: "my.db", XDG_STATE_HOME: "/state" } })).toBe(
      "/work/my.db",
    );
  });
});

it("simulatorByDefault reads DOAPI_SIM as people write it", () => {
  for (const on of ["1", "true", "yes"]) expect(simulatorByDefault({ env: { DOAPI_SIM: on } })).toBe(true);
  for (const off of ["", "0", "false", "No"]) expect(simulatorByDefault({ env: { DOAPI_SIM: off } })).toBe(false);
  expect(simulatorByDefault({ env: {} })).toBe(false);
});
