import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";

/** A web server on loopback that serves the files of a folder. */
export interface WebServer {
  readonly url: string;
  /** The values of `authorization` that it was sent. */
  readonly authorizations: string[];
  close(): Promise<void>;
}

/** Serves a folder to who has the token as the password; `onRequest` is called while the other side waits. */
export async function serveFolder(
  folder: string,
  { token, onRequest = () => {} }: { token?: string; onRequest?: (request: IncomingMessage) => void },
): Promise<WebServer> {
  const authorizations: string[] = [];
  const server = createServer((request, response) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) authorizations.push(authorization);
    onRequest(request);
    if (token !== undefined && !isRight(authorization, token)) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="made up"' }).end("no");
      return;
    }
    try {
      const { pathname } = new URL(request.url ?? "/", "http://localhost");
      response.end(readFileSync(join(folder, normalize(decodeURIComponent(pathname)))));
    } catch {
      response.writeHead(404).end("not here");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authorizations,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isRight(authorization: string | undefined, token: string): boolean {
  const [kind, value = ""] = (authorization ?? "").split(" ");
  return kind === "Basic" ? Buffer.from(value, "base64").toString().endsWith(`:${token}`) : value === token;
}

/** Makes a bare repository with these files on its branch `main`, and on others; gives its folder. */
export function makeRepository(
  folder: string,
  files: Record<string, string>,
  branches: readonly string[] = [],
): string {
  const work = join(folder, "work");
  mkdirSync(work, { recursive: true });
  const git = (cwd: string, ...words: string[]) => {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    const env = { PATH: process.env["PATH"], HOME: folder, GIT_CONFIG_NOSYSTEM: "1" };
    execFileSync("git", [...identity, ...words], { cwd, env, stdio: "pipe" });
  };
  git(work, "init", "--quiet", "--initial-branch=main");
  for (const [name, text] of Object.entries(files)) writeFileSync(join(work, name), text);
  git(work, "add", "--all");
  git(work, "commit", "--quiet", "--message=first");
  for (const branch of branches) git(work, "branch", branch);
  const bare = join(folder, "app.git");
  git(folder, "clone", "--quiet", "--bare", work, bare);
  git(bare, "update-server-info");
  return bare;
}

/** The command lines and the environments of all processes that can be seen, as one text. */
export function visibleProcesses(): string {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  return processes
    .flatMap((pid) => ["cmdline", "environ"].map((file) => join("/proc", pid, file)))
    .map((file) => {
      try {
        return readFileSync(file, "utf8").replaceAll("\0", " ");
      } catch {
        return "";
      }
    })
    .join("\n");
}
