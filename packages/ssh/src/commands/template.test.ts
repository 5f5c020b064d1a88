import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { ShellText, sh } from "./template.js";

const evil = "x; echo evil $(echo evil) `echo evil` 'evil' # evil";

describe("sh", () => {
  it("makes one word of each value", () => {
    const line = sh`printf '%s\n' --name=${evil} ${evil} ${3}`;
    expect(execFileSync("sh", ["-c", line.text], { encoding: "utf8" })).toBe(`--name=${evil}\n${evil}\n3\n`);
  });

  it("makes several words of a list, and takes another line as it is", () => {
    const rest = sh`| wc -l`;
    expect(sh`ls -- ${["a b", "c"]} ${rest}`).toEqual(new ShellText("ls -- 'a b' c | wc -l"));
    expect(String(sh`ls ${[]}`)).toBe("ls ");
  });

  it("leaves the line as it is written", () => {
    expect(sh`echo "a\tb" \$HOME $(ls ${"a b"})`.text).toBe(`echo "a\\tb" \\$HOME $(ls 'a b')`);
  });

  it.each<[string, () => ShellText]>([
    ["inside", () => sh`echo "${evil}"`],
    ["inside", () => sh`echo 'a ${evil}'`],
    ["in a comment", () => sh`ls # of ${evil}`],
    ["in a comment", () => sh`ls;# of ${evil}`],
    ["after <<", () => sh`cat <<EOF\n${evil}\nEOF`],
    ["after ((", () => sh`echo $((1 + ${evil}))`],
    ["after $'", () => sh`echo $'it\'s ${evil}'`],
    ["after $[", () => sh`echo $[${evil}]`],
  ])("refuses a value %s what is open: %#", (place, write) => {
    expect(write).toThrow(`A value cannot stand ${place}`);
  });

  it("refuses a value in backticks, and after a backslash", () => {
    const strings = (raw: string[]) => Object.assign([...raw], { raw }) as unknown as TemplateStringsArray;
    expect(() => sh(strings(["echo `ls ", "`"]), evil)).toThrow("inside `...`");
    expect(() => sh(strings(["echo \\", ""]), evil)).toThrow("after a backslash");
  });

  it.each([
    ["echo 'a' ", ""],
    ['echo "it\'s" ', ""],
    ["echo a#b ", " # a comment"],
    ["# a comment's quote\necho ", ""],
    ["cat < ", ""],
  ])("takes a value after %j", (before, after) => {
    const raw = [before, after];
    expect(sh(Object.assign([...raw], { raw }) as unknown as TemplateStringsArray, "b c").text).toBe(
      `${before}'b c'${after}`,
    );
  });
});
