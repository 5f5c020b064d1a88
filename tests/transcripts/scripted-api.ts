import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What the API answers to a request `METHOD /path`: the next of a list, the last one again and again. Without one: 404. */
export type Script = Readonly<Record<string, readonly { readonly status?: number; readonly body?: object }[]>>;

/** An API that does what the simulator does not. `sent` is filled with the requests, queries left out. */
export async function serveScript(script: Script) {
  const sent: string[] = [];
  const server = createServer((request, response) => {
    const key = `${request.method} ${request.url?.split("?")[0]}`;
    const before = sent.filter((earlier) => earlier === key).length;
    sent.push(key);
    const { status = 200, body } = script[key]?.[before] ?? script[key]?.at(-1) ?? { status: 404 };
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body === undefined ? "" : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = async () => void server.close();
  return { url: `http://127.0.0.1:${port}`, sent, close };
}
