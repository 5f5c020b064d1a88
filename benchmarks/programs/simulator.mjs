// The simulator with some droplets. Job: { port }. Asked anything, it says what it has computed.

import { createSimulator } from "@doapi/simulator";

const { port } = JSON.parse(process.argv[2]);
const simulator = createSimulator({ limits: false });
const { url } = await simulator.listen({ port });
const names = Array.from({ length: 20 }, (_, index) => `web-${index}`);
const token = "dop_v1_made_up";
const same = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", tags: ["web"] };
const { droplets } = simulator.seed({
  token,
  droplets: [names.slice(0, 10), names.slice(10)].map((some) => ({ ...same, names: some })),
});
process.on("message", () => process.send(process.cpuUsage()));
process.send({ url, id: droplets[0].id });
