import { UnprocessableError } from "@doapi/client";
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

  it("for a Droplet are what one can be made of", async () => {
    const { client } = await connect();
    const image = { region: "nyc3", size: "s-2vcpu-4gb", image: "docker-20-04" };
    const droplet = await client.droplets.create({ name: "web-1", ...image }).ready();
    expect(droplet.image?.slug).toBe("docker-20-04");
  });
});
