// node:http that answers each path with bytes it was given. Job: { port, answers: { [path]: { headers, body } } }.
// Asked anything, it says what it has computed.

import { createServer } from "node:http";

const { port, answers } = JSON.parse(process.argv[2]);
const made = new Map(
  Object.entries(answers).map(([path, { headers, body }]) => [path, { headers, body: Buffer.from(body) }]),
);
const server = createServer((request, response) => {
  const { headers, body } = made.get(request.url.split("?", 1)[0]);
  response.writeHead(200, headers);
  response.end(body);
});
process.on("message", () => process.send(process.cpuUsage()));
server.listen(port, "127.0.0.1", () => process.send({ url: `http://127.0.0.1:${port}` }));
