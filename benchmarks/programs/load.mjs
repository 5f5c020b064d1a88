// Asks a server the same as often as it can. Job: { url, connections, duration, unique }: `duration` in milliseconds; with
// `unique` every request has a query of its own. Says how many answers came in a second, and how many in all. It is written on sockets: what the client computes must not limit the server.

import { connect } from "node:net";

const { url, connections, duration, unique = false } = JSON.parse(process.argv[2]);
const { hostname, port, pathname, host } = new URL(url);
const head = `HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer dop_v1_made_up\r\naccept: application/json\r\n\r\n`;
const same = `GET ${pathname} ${head}`;
let asked = 0;
let answers = 0;

for (let index = 0; index < connections; index++) ask();
const start = performance.now();
await pause(duration);
const perSecond = answers / ((performance.now() - start) / 1000);
process.send({ perSecond, all: answers }, () => process.exit(0));

function ask() {
  const socket = connect(Number(port), hostname, () => socket.write(request()));
  let text = "";
  socket.setEncoding("latin1");
  socket.on("data", (part) => {
    text += part;
    if (!isComplete(text)) return;
    if (!text.startsWith("HTTP/1.1 200")) fail(text);
    text = "";
    answers += 1;
    socket.write(request());
  });
  socket.on("error", (error) => fail(error.message));
  socket.on("close", () => fail("the server closed the connection"));
}

function request() {
  asked += 1;
  return unique ? `GET ${pathname}?n=${asked} ${head}` : same;
}

function isComplete(text) {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const [, length] = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end)) ?? [];
  return length === undefined ? text.endsWith("\r\n0\r\n\r\n") : text.length >= end + 4 + Number(length);
}

function fail(reason) {
  console.error(`${url}: ${reason.slice(0, 500)}`);
  process.exit(1);
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
