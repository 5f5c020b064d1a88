import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeSection } from "./config-file.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "doapi-ssh-config-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const section = (blocks: string) =>
  `# doapi ssh-config: begin (up to the end it is written anew each time)\n${blocks}\nMatch all\n# doapi ssh-config: end\n`;

describe("the section of a configuration file", () => {
  it("makes a file, and its folder, for the owner alone", async () => {
    const file = join(folder, "deep", "config");
    await writeSection(file, "Host a\n");
    expect(readFileSync(file, "utf8")).toBe(section("Host a\n"));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, "deep")).mode & 0o777).toBe(0o700);
  });

  it("stands before what was there, and is replaced where it stands; everything else stays to the byte", async () => {
    const file = join(folder, "config");
    const own = Buffer.from([...Buffer.from("Host *\r\n  User m"), 0xfc, 0xff, 0x0a, ...Buffer.from("# no end")]);
    writeFileSync(file, own, { mode: 0o644 });
    await writeSection(file, "Host a\n");
    expect(readFileSync(file)).toEqual(Buffer.concat([Buffer.from(`${section("Host a\n")}\n`), own]));
    expect(statSync(file).mode & 0o777).toBe(0o600);
    writeFileSync(file, Buffer.concat([Buffer.from("Host mine\n"), readFileSync(file)]));
    await writeSection(file, "Host ü\n");
    const expected = [Buffer.from(`Host mine\n${section("Host ü\n")}\n`), own];
    expect(readFileSync(file)).toEqual(Buffer.concat(expected));
    expect(readdirSync(folder)).toEqual(["config"]);
  });

  it("is found also where an editor has changed the ends of lines", async () => {
    const file = join(folder, "config");
    writeFileSync(file, section("Host a\n").replaceAll("\n", "\r\n") + "Host *\r\n");
    await writeSection(file, "Host b\n");
    expect(readFileSync(file, "utf8")).toBe(`${section("Host b\n")}Host *\r\n`);
  });

  it("goes into the file that a link leads to", async () => {
    const [file, link] = [join(folder, "real"), join(folder, "link")];
    writeFileSync(file, "Host *\n");
    symlinkSync("real", link);
    await writeSection(link, "Host a\n");
    expect([readlinkSync(link), readFileSync(file, "utf8")]).toEqual(["real", `${section("Host a\n")}\nHost *\n`]);
  });

  it.each([
    ["without its end", section("Host a\n").replace("# doapi ssh-config: end\n", "")],
    ["without its begin", "Host a\n# doapi ssh-config: end\n"],
    ["the wrong way round", "# doapi ssh-config: end\nHost a\n# doapi ssh-config: begin\n"],
    ["twice", section("Host a\n") + section("Host b\n")],
    ["begun twice", `# doapi ssh-config: begin\n${section("Host a\n")}`],
  ])("is left alone where it is there %s", async (_, text) => {
    const file = join(folder, "config");
    writeFileSync(file, text);
    await expect(writeSection(file, "Host c\n")).rejects.toMatchObject({
      message: `the section of doapi in ${file} is damaged: nothing was written`,
    });
    expect(readFileSync(file, "utf8")).toBe(text);
  });

  it("is no reason to lose a file that cannot be written", async () => {
    await expect(writeSection(folder, "Host a\n")).rejects.toMatchObject({
      message: `cannot read ${folder}: it is a folder`,
    });
    const below = join(folder, "file", "config");
    writeFileSync(join(folder, "file"), "");
    await expect(writeSection(below, "Host a\n")).rejects.toMatchObject({ exitCode: 1 });
    expect(existsSync(below)).toBe(false);
  });
});
