import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readPrivateFile } from "./private-file.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "doapi private-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("a file that holds a token", () => {
  it("is read when only its owner can read it", async () => {
    await writeFile(join(folder, "token"), "secret", { mode: 0o600 });
    expect(await readPrivateFile(join(folder, "token"))).toBe("secret");
    await chmod(join(folder, "token"), 0o400);
    expect(await readPrivateFile(join(folder, "token"))).toBe("secret");
  });

  it.each([0o640, 0o604, 0o660, 0o666, 0o610])(
    "is refused with mode %o, with the command that mends it",
    async (mode) => {
      const file = join(folder, "token");
      await writeFile(file, "secret");
      await chmod(file, mode);
      const failure: unknown = await readPrivateFile(file).catch((error: unknown) => error);
      expect(failure).toMatchObject({ exitCode: 3, hint: `mend it: chmod 600 '${file}'` });
      expect(String(failure)).not.toContain("secret");
    },
  );

  it("need not exist", async () => {
    expect(await readPrivateFile(join(folder, "nothing"))).toBeUndefined();
    await writeFile(join(folder, "file"), "");
    expect(await readPrivateFile(join(folder, "file", "below"))).toBeUndefined();
  });
});
