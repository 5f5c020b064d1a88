import { homedir } from "node:os";
import process from "node:process";
import type { Io, Sink } from "./io.js";

/** The streams, environment and signals of this process. */
export function processIo(): Io {
  return {
    stdin: { read: readStdin },
    // Node.js makes a stream when it is first asked for, which takes milliseconds: only those that are used are.
    stdout: sink(() => process.stdout),
    stderr: sink(() => process.stderr),
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    interrupt: interruptSignal(),
  };
}

async function readStdin(): Promise<string> {
  process.stdin.setEncoding("utf8");
  let text = "";
  for await (const chunk of process.stdin) text += String(chunk);
  return text;
}

function sink(open: () => NodeJS.WriteStream): Sink {
  let opened: NodeJS.WriteStream | undefined;
  let closed = false;
  const stream = () => {
    opened ??= open().on("error", (error: NodeJS.ErrnoException) => {
      // A reader that has seen enough (`| head`) is no error; any other failure to write must not pass unseen.
      closed = true;
      if (error.code !== "EPIPE") process.exitCode = 1;
    });
    return opened;
  };
  return {
    write(data) {
      if (!closed) stream().write(data);
    },
    get isTTY() {
      return stream().isTTY === true;
    },
    get columns() {
      return stream().columns ?? 80;
    },
    get closed() {
      return closed;
    },
  };
}

/** The first Ctrl-C asks for an orderly end, the second ends at once. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(new Error("interrupted"));
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  return controller.signal;
}
