import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { memoryIo } from "../../io/memory.js";
import { run } from "../../run.js";

interface Seen {
  readonly line: string;
  readonly authorization: string | undefined;
  readonly type: string | undefined;
  readonly body: string;
}

let server: Server;
let url: string;
let folder: string;
let seen: Seen[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "doapi-api-"));
  seen = [];
  server = createServer((request, response) => void answer(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.setEncoding("latin1");
  let body = "";
  for await (const chunk of request) body += String(chunk);
  const { authorization, "content-type": type } = request.headers;
  seen.push({ line: `${request.method} ${request.url}`, authorization, type, body });
  const isRefused = request.url?.endsWith("refused") === true;
  response.writeHead(isRefused ? 401 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(isRefused ? { id: "unauthorized", message: authorization } : { ok: true }));
}

afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const doapi = async (env: Record<string, string>, ...line: string[]) => {
  const io = memoryIo({ env, cwd: folder, home: folder });
  return { exitCode: await run(line, io), out: io.out(), err: io.err() };
};

describe("an operation on another host", () => {
  it("is done with its own key; the API token stays here", async () => {
    const env = { DO_API_TOKEN: "the-token-of-the-account", GRADIENT_MODEL_ACCESS_KEY: "the-key-of-the-model" };
    const { exitCode, out } = await doapi(env, "api", "--endpoint", url, "inference_get_batch", "batch_id=7");
    expect([exitCode, out]).toEqual([0, '{\n  "ok": true\n}\n']);
    expect(seen).toEqual([
      { line: "GET /v1/batches/7", authorization: "Bearer the-key-of-the-model", type: undefined, body: "" },
    ]);
  });

  it("needs no API token at all, and finds the address of an agent in the environment", async () => {
    const env = { GRADIENT_AGENT_ENDPOINT: url, GRADIENT_AGENT_ACCESS_KEY: "the-key-of-another-agent" };
    const line = [
      "agentInference_create_chat_completion",
      "agent=true",
      "messages[][role]=user",
      "messages[][content]=hi",
    ];
    const { exitCode } = await doapi(env, "api", "--access-key", "the-key-of-the-agent", ...line, "model=none");
    expect(exitCode).toBe(0);
    expect(seen).toMatchObject([
      { line: "POST /api/v1/chat/completions?agent=true", authorization: "Bearer the-key-of-the-agent" },
    ]);
    expect(JSON.parse(seen[0]?.body ?? "")).toEqual({ messages: [{ role: "user", content: "hi" }], model: "none" });
  });

  it("uploads the bytes of a file to an address that needs no key", async () => {
    writeFileSync(join(folder, "batch.bin"), Buffer.from([0, 255, 10]));
    const address = `${url}/upload?signature=abc`;
    const { exitCode } = await doapi(
      {},
      "api",
      "inference_upload_batch_file",
      "--endpoint",
      address,
      "--input",
      "@batch.bin",
    );
    expect(exitCode).toBe(0);
    expect(seen).toEqual([
      {
        line: "PUT /upload?signature=abc",
        authorization: undefined,
        type: "application/octet-stream",
        body: "\u0000\u00ff\n",
      },
    ]);
  });

  it("keeps its key out of every message", async () => {
    const env = { GRADIENT_MODEL_ACCESS_KEY: "the-key-of-the-model" };
    const { exitCode, err } = await doapi(env, "api", "--endpoint", url, "inference_get_batch", "batch_id=refused");
    expect(exitCode).toBe(3);
    expect(err).toContain("401");
    expect(err).not.toContain("the-key-of-the-model");
  });
});
