import { NotFoundError, UnprocessableError } from "@doapi/client";
import { expect, it } from "vitest";
import { bothWays } from "./both-ways.js";

bothWays("1-Click applications", (connect) => {
  it("are listed, also by what they are installed on", async () => {
    const { client } = await connect();
    const list = async (query = {}) => (await client.request("GET /v2/1-clicks", { query }))["1_clicks"];
    const forClusters = await list({ type: "kubernetes" });
    const forDroplets = await list({ type: "droplet" });
    expect(forClusters).toContainEqual({ slug: "monitoring", type: "kubernetes" });
    expect(forDroplets).toContainEqual({ slug: "docker-20-04", type: "droplet" });
    expect(await list()).toEqual([...forClusters, ...forDroplets]);
    await expect(list({ type: "app" })).rejects.toBeInstanceOf(UnprocessableError);
  });

  it("for a cluster are installed on one that is there, if they are there themselves", async () => {
    const { client } = await connect();
    const install = (cluster_uuid: string, ...addon_slugs: string[]) =>
      client.request("POST /v2/1-clicks/kubernetes", { body: { cluster_uuid, addon_slugs } });
    const { kubernetes_cluster } = await client.request("POST /v2/kubernetes/clusters", {
      body: {
        name: "one",
        region: "nyc3",
        version: "latest",
        node_pools: [{ name: "workers", size: "s-2vcpu-4gb", count: 1 }],
      },
    });
    const id = String(kubernetes_cluster?.id);
    expect((await install(id, "monitoring", "loki")).message).toContain("monitoring, loki");
    await expect(install(id, "monitoring", "solitaire")).rejects.toThrow("solitaire");
    await expect(install("5a4981aa-9653-4bd1-bef5-d6bff52042e4", "loki")).rejects.toBeInstanceOf(NotFoundError);
  });

  it("for a Droplet are what one can be made of", async () => {
    const { client } = await connect();
    const image = { region: "nyc3", size: "s-2vcpu-4gb", image: "docker-20-04" };
    const droplet = await client.droplets.create({ name: "web-1", ...image }).ready();
    expect(droplet.image?.slug).toBe("docker-20-04");
  });
});
