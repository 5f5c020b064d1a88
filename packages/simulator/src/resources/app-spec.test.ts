import type { AppSpecInput } from "@doapi/client/wire";
import { describe, expect, it } from "vitest";
import { completeSpec, componentsOf, costOf, isStatic, runningOf, tierOf } from "./app-spec.js";

const complete = (rest: Partial<AppSpecInput>) => completeSpec({ name: "shop", ...rest });

describe("a completed spec", () => {
  it("has the defaults of the API, and keeps what it does not know", () => {
    const features = { features: ["buildpack-stack=ubuntu-22"] };
    const spec = complete({ services: [{ name: "web" }], jobs: [{ name: "seed" }], ...features });
    expect(spec).toEqual({
      name: "shop",
      region: "nyc",
      services: [{ name: "web", http_port: 8080, instance_count: 1, instance_size_slug: "apps-s-1vcpu-0.5gb" }],
      jobs: [{ name: "seed", kind: "POST_DEPLOY", instance_count: 1, instance_size_slug: "apps-s-1vcpu-0.5gb" }],
      ingress: { rules: [{ match: { path: { prefix: "/" } }, component: { name: "web" } }] },
      ...features,
    });
    expect(completeSpec(spec as AppSpecInput)).toEqual(spec);
  });

  it("leads from the paths of components to them", () => {
    const routed = { name: "api", routes: [{ path: "/v1" }, { path: "/v2" }] };
    const { ingress } = complete({ services: [routed], static_sites: [{ name: "docs" }] });
    const paths = ingress?.rules?.map(({ match, component }) => [match?.path?.prefix, component?.name]);
    expect(paths).toEqual([
      ["/v1", "api"],
      ["/v2", "api"],
      ["/docs", "docs"],
    ]);
    expect(complete({ services: [routed], ingress: { rules: [] } }).ingress).toEqual({ rules: [] });
  });

  it("has no secret in it, and knows one again", () => {
    const password = { key: "PASSWORD", type: "SECRET" } as const;
    const envs = [
      { ...password, value: "hunter2" },
      { key: "MODE", value: "production" },
    ];
    const [secret, open] = complete({ workers: [{ name: "queue", envs }] }).workers?.[0]?.envs ?? [];
    expect(secret?.value).toMatch(/^EV\[1:simulated:[-0-9a-f]+\]$/);
    expect(open).toEqual(envs[1]);
    const again = complete({ functions: [{ name: "hooks", envs: [{ ...password, value: secret?.value ?? "" }] }] });
    expect(again.functions?.[0]?.envs?.[0]).toEqual(secret);
  });

  it.each([
    ["no component", {}],
    ["two components of a name", { services: [{ name: "web" }], workers: [{ name: "web" }] }],
    ["a database with the name of a component", { services: [{ name: "web" }], databases: [{ name: "web" }] }],
    ["a domain twice", { services: [{ name: "web" }], domains: [{ domain: "a.example" }, { domain: "A.example." }] }],
    [
      "two primary domains",
      {
        services: [{ name: "web" }],
        domains: ["a", "b"].map((each) => ({ domain: `${each}.example`, type: "PRIMARY" })),
      },
    ],
    ["a rule to nowhere", { services: [{ name: "web" }], ingress: { rules: [{ component: { name: "wbe" } }] } }],
    ["too few instances", { workers: [{ name: "w", autoscaling: { min_instance_count: 3, max_instance_count: 2 } }] }],
  ])("is refused with %s", (_, rest) => {
    expect(() => complete(rest as Partial<AppSpecInput>)).toThrow(expect.objectContaining({ status: 422 }));
  });
});

describe("what an app is", () => {
  const autoscaling = { min_instance_count: 2, max_instance_count: 5 };

  it("follows from its components", () => {
    const spec = complete({
      services: [{ name: "web", autoscaling, instance_size_slug: "apps-d-1vcpu-1gb" }],
      workers: [{ name: "queue", instance_count: 3, instance_size_slug: "basic-xs" }],
      static_sites: [{ name: "docs" }],
      databases: [{ name: "db" }],
    });
    expect(componentsOf(spec).map(({ name, kind }) => [name, kind])).toEqual([
      ["web", "service"],
      ["docs", "static site"],
      ["queue", "worker"],
    ]);
    expect(spec.services?.[0]).not.toHaveProperty("instance_count");
    expect(runningOf(spec).map(({ name, instances }) => [name, instances])).toEqual([
      ["web", 2],
      ["queue", 3],
    ]);
    expect(costOf(spec)).toBe(2 * 34 + 3 * 10);
    expect(tierOf(spec)).toBe("professional");
    expect(isStatic(spec)).toBe(false);
  });

  it("is a basic one with the smallest instances, and a starter one with none", () => {
    expect(tierOf(complete({ services: [{ name: "web" }] }))).toBe("basic");
    const still = complete({ static_sites: [{ name: "docs" }] });
    expect([tierOf(still), costOf(still), isStatic(still)]).toEqual(["starter", 0, true]);
  });
});
