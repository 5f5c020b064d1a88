// An account with 500 actions that end together. Job: { actions, rounds }: an action is completed once so many rounds have
// read it. Asked "requests", it says how many there were.

import { createServer } from "node:http";
import { headers, pageOf } from "./droplets.mjs";

const { actions, rounds } = JSON.parse(process.argv[2]);
const reads = new Map();
let requests = 0;

const server = createServer((request, response) => {
  requests += 1;
  const { pathname, searchParams, origin } = new URL(request.url, `http://127.0.0.1:${server.address().port}`);
  const [, id] = /^\/v2\/actions\/(\d+)$/.exec(pathname) ?? [];
  const body = JSON.stringify(id === undefined ? list(searchParams, origin) : { action: read(Number(id)) });
  response.writeHead(200, { ...headers, "content-length": Buffer.byteLength(body) });
  response.end(body);
});

server.listen(0, "127.0.0.1", () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.on("message", () => process.send(requests));

function list(query, origin) {
  const page = Number(query.get("page") ?? 1);
  const perPage = Number(query.get("per_page") ?? 20);
  // The newest first.
  const ids = Array.from({ length: actions }, (_, index) => actions - index).slice(
    (page - 1) * perPage,
    page * perPage,
  );
  return pageOf({ key: "actions", items: ids.map(read), total: actions, page, perPage, path: "/v2/actions", origin });
}

function read(id) {
  const times = (reads.get(id) ?? 0) + 1;
  reads.set(id, times);
  const done = times >= rounds;
  return {
    id,
    status: done ? "completed" : "in-progress",
    type: "reboot",
    started_at: "2026-11-20T12:00:00Z",
    completed_at: done ? "2026-11-20T12:00:09Z" : null,
    resource_id: id,
    resource_type: "droplet",
    region: null,
    region_slug: "nyc3",
  };
}
