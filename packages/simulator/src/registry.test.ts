import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coverageDocument } from "./coverage.js";
import { operations } from "./http/routes.js";
import { lifecycles } from "./lifecycles.js";
import { events, registry, simulated } from "./registry.js";
import { accountOperations } from "./resources/account.js";
import { actionsOperations } from "./resources/actions.js";
import { domainRecordsOperations } from "./resources/domain-records.js";
import { domainsOperations } from "./resources/domains.js";
import { dropletActionsOperations } from "./resources/droplet-actions.js";
import { dropletDestructionOperations } from "./resources/droplet-destruction.js";
import { dropletsOperations } from "./resources/droplets.js";
import { imageActionsOperations } from "./resources/image-actions.js";
import { imagesOperations } from "./resources/images.js";
import { regionsOperations } from "./resources/regions.js";
import { reservedIpActionsOperations } from "./resources/reserved-ip-actions.js";
import { reservedIpsOperations } from "./resources/reserved-ips.js";
import { reservedIpv6Operations } from "./resources/reserved-ipv6.js";
import { sizesOperations } from "./resources/sizes.js";
import { snapshotsOperations } from "./resources/snapshots.js";
import { sshKeysOperations } from "./resources/ssh-keys.js";
import { tagsOperations } from "./resources/tags.js";
import { autoscalePoolsOperations } from "./resources/autoscale-pools.js";
import { volumeActionsOperations } from "./resources/volume-actions.js";
import { volumeSnapshotsOperations } from "./resources/volume-snapshots.js";
import { volumesOperations } from "./resources/volumes.js";
import { todo } from "./todo.js";

describe("the registry", () => {
  it("has every operation of the generated table and no other", () => {
    expect(Object.keys(registry).sort()).toEqual(
      operations()
        .map(({ id }) => id)
        .sort(),
    );
  });

  it("has no operation that is simulated and on the list of those to do", () => {
    expect(Object.keys(simulated).filter((id) => id in todo)).toEqual([]);
  });

  it("has no operation in two resources", () => {
    const resources = [
      accountOperations,
      actionsOperations,
      domainsOperations,
      domainRecordsOperations,
      dropletsOperations,
      dropletActionsOperations,
      dropletDestructionOperations,
      imagesOperations,
      imageActionsOperations,
      regionsOperations,
      reservedIpsOperations,
      reservedIpActionsOperations,
      reservedIpv6Operations,
      sizesOperations,
      snapshotsOperations,
      sshKeysOperations,
      tagsOperations,
      autoscalePoolsOperations,
      volumesOperations,
      volumeActionsOperations,
      volumeSnapshotsOperations,
    ];
    expect(resources.flatMap((resource) => Object.keys(resource))).toHaveLength(Object.keys(simulated).length);
  });

  it("has an event for every lifecycle", () => {
    expect(Object.keys(events).sort()).toEqual(Object.keys(lifecycles).sort());
  });
});

describe("COVERAGE.md", () => {
  it("says what the registry says; if not, build and run `node packages/simulator/scripts/coverage.mjs`", () => {
    expect(readFileSync(new URL("../COVERAGE.md", import.meta.url), "utf8")).toBe(coverageDocument());
  });
});
