import type { Api, Scenario } from "../api.js";
import { network } from "./vpcs.js";

export const nfsShares: Scenario = async (api) => {
  const { call, refused, wait } = api;
  const [vpc_id] = await network(api);
  const body = { name: "data", size_gib: 100, region: "nyc3", vpc_ids: [vpc_id] };
  await refused(400, "POST /v2/nfs", { body: { ...body, size_gib: 10 } });
  const { share } = await call("POST /v2/nfs", { body });
  const path = { nfs_id: share.id };
  wait();
  await call("GET /v2/nfs/{nfs_id}", { path });
  await call("GET /v2/nfs");
  for (const action of [
    { type: "resize", params: { size_gib: 200 } },
    { type: "snapshot", params: { name: "nightly" } },
    { type: "switch_performance_tier", params: { performance_tier: "high" } },
    { type: "detach", params: { vpc_id } },
    { type: "attach", params: { vpc_id } },
  ]) {
    await call("POST /v2/nfs/{nfs_id}/actions", { path, body: action });
    wait();
    await call("GET /v2/nfs/{nfs_id}", { path });
  }
  const { snapshots } = await call("GET /v2/nfs/snapshots");
  const snapshot = { nfs_snapshot_id: snapshots[0]?.id };
  await call("GET /v2/nfs/snapshots/{nfs_snapshot_id}", { path: snapshot });
  await call("DELETE /v2/nfs/snapshots/{nfs_snapshot_id}", { path: snapshot });
  await refused(404, "GET /v2/nfs/snapshots/{nfs_snapshot_id}", { path: snapshot });
  await accessPoints(api, share.id, vpc_id);
  await call("DELETE /v2/nfs/{nfs_id}", { path });
  await refused(404, "GET /v2/nfs/{nfs_id}", { path });
};

async function accessPoints({ call, refused, wait }: Api, share_id: string, vpc_id?: string) {
  const id = { anonuid: 65_534, anongid: 65_534 };
  const access_policy = {
    ...id,
    protocols: ["NFS4"],
    squash_config: "ALL_SQUASH",
    identity_enforcement_enabled: false,
  };
  const sent = { path: { share_id }, body: { name: "second", path: "/second", access_policy, vpc_id } };
  const { access_point } = await call("POST /v2/nfs/shares/{share_id}/access_points", sent);
  await refused(409, "POST /v2/nfs/shares/{share_id}/access_points", sent);
  wait();
  const { access_points } = await call("GET /v2/nfs/shares/{share_id}/access_points", { path: { share_id } });
  const path = { access_point_id: access_point.id };
  await call("GET /v2/nfs/access_points/{access_point_id}", { path });
  await call("DELETE /v2/nfs/access_points/{access_point_id}", { path });
  const standard = { access_point_id: access_points[0]?.id };
  await refused(400, "DELETE /v2/nfs/access_points/{access_point_id}", { path: standard });
}
