import { Agent, get } from "node:http";

/** node:http without anything around it. The whole list is read with ten requests at a time, in order. */
export function create({ endpoint, token }) {
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${token}` };
  const read = (path) =>
    new Promise((resolve, reject) => {
      get(`${endpoint}${path}`, { agent, headers }, (response) => {
        const chunks = [];
        response.on("data", (chunk) => chunks.push(chunk));
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
        response.on("error", reject);
      }).on("error", reject);
    });
  return {
    droplet: async (id) => (await read(`/v2/droplets/${id}`)).droplet,
    droplets: () => inParallel(read),
  };
}

/** @param {(path: string) => Promise<{ droplets: object[], meta: { total: number } }>} read */
async function inParallel(read) {
  const page = (number) => read(`/v2/droplets?per_page=200&page=${number}`);
  const first = await page(1);
  const pages = [first.droplets];
  const count = Math.ceil(first.meta.total / 200);
  let next = 2;
  const work = async () => {
    for (let number = next++; number <= count; number = next++) pages[number - 1] = (await page(number)).droplets;
  };
  await Promise.all(Array.from({ length: 10 }, work));
  return pages.flat();
}
