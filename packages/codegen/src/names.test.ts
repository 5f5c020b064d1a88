import { describe, expect, it } from "vitest";
import { NameRegistry, pascalCase, propertyKey, slug, tagSlug } from "./names.js";

describe("pascalCase", () => {
  it.each([
    ["droplet_single_create", "DropletSingleCreate"],
    ["reservedIPs_list", "ReservedIPsList"],
    ["urn-2", "Urn2"],
    ["monitoring_get_cpu.yml", "MonitoringGetCpuYml"],
    ["1_clicks", "_1Clicks"],
  ])("turns %s into %s", (name, expected) => {
    expect(pascalCase(name)).toBe(expected);
  });
});

describe("slugs", () => {
  it("keeps words apart that only capitals divide", () => {
    expect(slug("sshKeys")).toBe("ssh-keys");
    expect(slug("load_balancer")).toBe("load-balancer");
  });

  it("keeps runs of capitals in a tag together", () => {
    expect(tagSlug("CDN Endpoints")).toBe("cdn-endpoints");
    expect(tagSlug("1-Click Applications")).toBe("1-click-applications");
    expect(tagSlug("VPCs")).toBe("vpcs");
  });
});

describe("propertyKey", () => {
  it("quotes only what is no identifier", () => {
    expect(propertyKey("per_page")).toBe("per_page");
    expect(propertyKey("pg_partman_bgw.role")).toBe('"pg_partman_bgw.role"');
    expect(propertyKey("1_clicks")).toBe('"1_clicks"');
  });
});

describe("NameRegistry", () => {
  it("gives the plain name to a schema and a number to what comes later", () => {
    const names = new NameRegistry();
    names.registerSchema("get_exec_result", "both");
    expect(names.of("get_exec_result", "request")).toBe("GetExecResult");
    expect(names.derive("get_exec", "Result")).toBe("GetExecResult2");
    expect(names.derive("getExec", "Result")).toBe("GetExecResult3");
  });

  it("tells schemas apart whose names only differ in their writing", () => {
    const names = new NameRegistry();
    names.registerSchema("urn-2", "both");
    names.registerSchema("urn_2", "both");
    expect(names.of("urn-2", "response")).toBe("Urn2");
    expect(names.of("urn_2", "response")).toBe("Urn22");
  });

  it("names the request side of a schema that has two", () => {
    const names = new NameRegistry();
    names.registerSchema("volume", "response");
    names.registerInput("volume");
    expect([names.of("volume", "response"), names.of("volume", "request")]).toEqual(["Volume", "VolumeInput"]);
  });

  it("does not hide globals", () => {
    const names = new NameRegistry();
    names.registerSchema("error", "both");
    expect(names.of("error", "response")).toBe("Error2");
  });
});
