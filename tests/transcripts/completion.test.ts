import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const execute = promisify(execFile);

let folder: string;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "doapi-completion-"));
  await execute(process.execPath, ["scripts/build.mjs", "--if-needed"], { cwd: root });
  for (const program of ["doapi", "doapi-droplet"]) {
    symlinkSync(join(root, "packages", "cli", "bin", `${program}.cjs`), join(folder, program));
  }
  const path = [folder, join(process.execPath, ".."), process.env["PATH"]].join(delimiter);
  env = { PATH: path, HOME: folder, DOAPI_SIM: "1", DOAPI_SIM_STATE: join(folder, "state.db"), DOAPI_SIM_PACE: "0" };
  await execute(join(folder, "doapi"), ["tag", "new", "web", "db"], { env });
  await execute(join(folder, "doapi"), ["project", "new", "$(touch broken) it's"], { env });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What bash would offer: its completion function is called as readline calls it, `compopt` tells what it was told. */
async function offered(line: string): Promise<string[]> {
  const script = `
    source <(doapi completion bash)
    compopt() { echo "compopt $*"; }
    COMP_LINE="$LINE" COMP_POINT=\${#LINE}
    # Readline breaks words at = and : as well.
    read -ra COMP_WORDS <<< "$(sed -E 's/([=:])/ \\1 /g' <<< "$LINE")"
    [[ $LINE == *" " ]] && COMP_WORDS+=("")
    COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
    _doapi
    (( \${#COMPREPLY[@]} )) && printf '%s\\n' "\${COMPREPLY[@]}"
    true`;
  const { stdout, stderr } = await execute("bash", ["--norc", "-c", script], { env: { ...env, LINE: line } });
  expect(stderr).toBe("");
  return stdout.split("\n").slice(0, -1);
}

describe("in bash", () => {
  it.each([
    ["doapi drop", ["droplet"]],
    ["doapi-droplet shut", ["shutdown"]],
    ["doapi tag show ", ["web", "db"]],
    // What stands before = is not replaced.
    ["doapi droplet show --type=g", ["gpus"]],
    ["doapi api volumes_create region=nyc", ["nyc1", "nyc2", "nyc3"]],
    ["doapi api volumes_create size", ["compopt -o nospace", "size_gigabytes="]],
    ["doapi ssh-key new laptop ", ["compopt -o default"]],
    ["doapi project show My", ["My\\ first\\ project"]],
    ["doapi nothing ", []],
    ["doapi api nothing_like_it ", []],
  ])("%j", async (line, answers) => {
    expect(await offered(line)).toEqual(answers);
  });

  it("a name that is a command is quoted", async () => {
    expect(await offered("doapi project show $")).toEqual(["\\$\\(touch\\ broken\\)\\ it\\'s"]);
  });
});

/** Shells that may not be here read the script, without running it. */
describe.each([
  ["bash", ["-n"]],
  ["zsh", ["-n"]],
  ["fish", ["--no-execute"]],
])("%s", (shell, options) => {
  it("can read its script, if it is installed", () => {
    const script = execFileSync(join(folder, "doapi"), ["completion", shell], { env, encoding: "utf8" });
    expect(script).toContain("doapi __complete");
    const file = join(folder, `completion.${shell}`);
    writeFileSync(file, script);
    let complaint = "";
    try {
      execFileSync(shell, [...options, file], { stdio: "pipe" });
    } catch (error) {
      const isMissing = Reflect.get(Object(error), "code") === "ENOENT";
      complaint = isMissing ? "" : String(Reflect.get(Object(error), "stderr") ?? error);
    }
    expect(complaint).toBe("");
  });
});

it("a shell that asks for something odd gets nothing, and no error", async () => {
  for (const words of [[], ["line"], ["2"], ["99", "doapi"], ["x", "doapi", "droplet"], ["-1"]]) {
    const { stderr } = await execute(join(folder, "doapi"), ["__complete", ...words], { env });
    expect(stderr).toBe("");
  }
});
