import { describe, expect, it } from "vitest";
import type { Candidate } from "./candidate.js";
import { completeLine } from "./complete.js";

const known: Record<string, string[]> = {
  droplet: ["web-1", "web-2", "db"],
  region: ["ams3", "nyc1", "nyc3"],
  size: ["s-1vcpu-1gb"],
  tag: ["web"],
  context: ["work"],
};

async function complete(line: string) {
  const asked: [string, string[]][] = [];
  const namesFor =
    (given: ReadonlyMap<string, unknown>) =>
    async (kind: string): Promise<Candidate[]> => {
      asked.push([kind, [...given.keys()]]);
      return (known[kind] ?? []).map((value) => ({ value, summary: kind }));
    };
  const { candidates, files } = await completeLine(line.split(" "), namesFor);
  return { values: candidates.map(({ value }) => value), candidates, files, asked };
}

describe("commands", () => {
  it("nouns come first, with what they are for, and options when one is begun", async () => {
    const { candidates, values, asked } = await complete("");
    expect(candidates).toContainEqual({ value: "droplet", summary: "manage droplets" });
    expect(values).toContain("help");
    expect((await complete("--ti")).values).toEqual(["--timeout"]);
    expect(asked).toEqual([]);
  });

  it.each([
    ["dro", ["droplet"]],
    ["help dro", ["droplet"]],
    ["--sim droplet sh", ["show", "shutdown", "show-snapshots"]],
    ["droplet --timeout 3 sh", ["show", "shutdown", "show-snapshots"]],
    ["dorplet sh", []],
    ["droplet shwo ", []],
    ["-o nd", ["ndjson"]],
    ["droplet -o nd", ["ndjson"]],
    ["--context w", ["work"]],
  ])("%j", async (line, values) => {
    expect((await complete(line)).values).toEqual(values);
  });
});

describe("options", () => {
  it.each([
    ["droplet show --ty", ["--type"]],
    ["droplet show --type ", ["droplets", "gpus"]],
    ["droplet show --type=g", ["--type=gpus"]],
    ["droplet show --tag=w", ["--tag=web"]],
    ["droplet list --tag w", ["web"]],
    ["droplet create -R n", ["nyc1", "nyc3"]],
    ["droplet show --type gpus --ty", []],
    ["droplet new --tag web --ta", ["--tag"]],
    ["droplet show --unknown=", []],
  ])("%j", async (line, values) => {
    expect((await complete(line)).values).toEqual(values);
  });

  it("that only look like names are not asked for", async () => {
    expect((await complete("volume new -S ")).asked).toEqual([]);
    expect((await complete("request --paginate ")).asked).toEqual([]);
    expect((await complete("api --access-key ")).asked).toEqual([]);
  });
});

describe("arguments", () => {
  it("are names of the account, found with the options of the line", async () => {
    const { values, asked } = await complete("droplet show --sim --endpoint http://x db we");
    expect(values).toEqual(["web-1", "web-2"]);
    expect(asked).toEqual([["droplet", ["sim", "endpoint"]]]);
  });

  it("are each what the usage line says", async () => {
    expect((await complete("droplet resize s-")).values).toEqual(["s-1vcpu-1gb"]);
    expect((await complete("droplet resize s-1vcpu-1gb w")).values).toEqual(["web-1", "web-2"]);
    expect((await complete("droplet rename web-1 ")).values).toEqual([]);
    expect((await complete("droplet rename web-1 x ")).values).toEqual([]);
  });

  it("are files where a file is wanted", async () => {
    expect(await complete("ssh-key new laptop ")).toMatchObject({ files: true, values: [] });
    expect(await complete("certificate new x --leaf ")).toMatchObject({ files: true, values: [] });
  });
});

describe("SSH", () => {
  it.each([
    ["droplet ssh w", { values: ["web-1", "web-2"], files: false }],
    ["droplet ssh web-1 --identity ", { values: [], files: true }],
    // What comes then is for the shell of the droplet.
    ["droplet ssh web-1 -- w", { values: [], files: false }],
    ["droplet run --tag web -- --pa", { values: [], files: false }],
    ["droplet run --tag web --pa", { values: ["--parallel"], files: false }],
    ["droplet scp web-1:x d", { values: ["db:"], files: false }],
    ["droplet scp ", { values: [], files: true }],
    ["droplet scp ./w", { values: [], files: true }],
    ["ssh-config --write ", { values: [], files: true }],
  ])("%j", async (line, expected) => {
    expect(await complete(line)).toMatchObject(expected);
  });
});

describe("operations of the API", () => {
  it.each([
    ["api volumes_c", ["volumes_create"]],
    ["api P", ["POST", "PUT", "PATCH"]],
    ["api PUT /v2/proj", ["/v2/projects/default", "/v2/projects/{project_id}"]],
    ["api /v2/accou", ["/v2/account", "/v2/account/keys", "/v2/account/keys/{ssh_key_identifier}"]],
    ["api volumes_create s", ["size_gigabytes=", "snapshot_id="]],
    ["api volumes_create -f name=a tag", ["tags[]="]],
    ["api volumes_create name=a na", []],
    ["api droplets_create backup_policy", ["backup_policy[plan]=", "backup_policy[weekday]=", "backup_policy[hour]="]],
    ["api droplets_create backup_policy[plan]=", ["backup_policy[plan]=daily", "backup_policy[plan]=weekly"]],
    ["api droplets_create ipv6=", ["ipv6=true", "ipv6=false"]],
    ["api droplets_create region=n", ["region=nyc1", "region=nyc3"]],
    ["api droplets_create tags[]=", ["tags[]=web"]],
    ["api GET /v2/volumes/123/actions p", ["per_page=", "page="]],
    ["api nothing_like_it ", []],
  ])("%j", async (line, values) => {
    expect((await complete(line).catch(() => ({ values: [] }))).values).toEqual(values);
  });
});
