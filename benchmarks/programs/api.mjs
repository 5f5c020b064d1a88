// The API that clients are measured against: it answers with bytes made beforehand, after a pause where one is asked for.
// Job: { latency: milliseconds }. Asked "requests", it says how many there were since it was last asked.

import { createServer } from "node:http";
import { dropletOf, headers, pageOf } from "./droplets.mjs";

const { latency = 0 } = JSON.parse(process.argv[2]);
const total = 10_000;
const made = new Map();
let requests = 0;

const server = createServer((request, response) => {
  requests += 1;
  const body = answerTo(request.url);
  const send = () => {
    response.writeHead(body === undefined ? 404 : 200, { ...headers, "content-length": body?.length ?? 0 });
    response.end(body);
  };
  if (latency > 0) setTimeout(send, latency + unevenness(request.url));
  else send();
});

server.listen(0, "127.0.0.1", () => {
  // The pages that clients ask for first; others are made when they are asked for.
  for (let page = 1; page <= total / 200; page++) answerTo(`/v2/droplets?per_page=200&page=${page}`);
  process.send({ url: `http://127.0.0.1:${server.address().port}` });
});
process.on("message", () => {
  process.send(requests);
  requests = 0;
});

/** -5 to 5, the same for a page at all times: answers that always come in the order of the requests would hide disorder. */
function unevenness(target) {
  const page = Number(/[?&]page=(\d+)/.exec(target)?.[1] ?? 1);
  return ((page * 7) % 11) - 5;
}

function answerTo(target) {
  const url = new URL(target, `http://127.0.0.1:${server.address().port}`);
  const path = url.pathname.replace(/\/$/, "");
  const page = Number(url.searchParams.get("page") ?? 1);
  const perPage = Number(url.searchParams.get("per_page") ?? 20);
  const key = `${path} ${page} ${perPage}`;
  if (!made.has(key)) made.set(key, make({ path, page, perPage, origin: url.origin }));
  return made.get(key);
}

function make({ path, page, perPage, origin }) {
  const [, collection, id] = /^\/v2\/(\w+)(?:\/(\d+))?$/.exec(path) ?? [];
  if (collection === "regions") return bytesOf({ regions: [dropletOf(1).region], links: {}, meta: { total: 1 } });
  if (collection !== "droplets") return undefined;
  if (id !== undefined) return bytesOf({ droplet: dropletOf(Number(id)) });
  const first = (page - 1) * perPage + 1;
  const count = Math.max(0, Math.min(perPage, total - first + 1));
  const items = Array.from({ length: count }, (_, index) => dropletOf(first + index));
  return bytesOf(pageOf({ key: "droplets", items, total, page, perPage, path, origin }));
}

function bytesOf(value) {
  return Buffer.from(JSON.stringify(value));
}
