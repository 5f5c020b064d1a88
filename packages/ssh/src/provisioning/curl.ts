import type { Runner } from "../commands/background.js";
import { quotePath } from "../commands/quote.js";
import { SshOptionError } from "../errors.js";

export interface CurlOptions {
  /** The remote file that gets the body. */
  readonly output?: string | undefined;
  /** Headers; their values show in no error. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Tries again so often, a second apart, where nothing listens yet and for the statuses 408, 429 and 5xx. */
  readonly retries?: number | undefined;
  /** Milliseconds until the command is ended, ten minutes by default. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Fetches a URL on the droplet. */
export async function curl(runner: Runner, url: string, options: CurlOptions): Promise<string> {
  const { output, headers = {}, retries = 0, timeout, signal } = options;
  const address = requireAddress(url);
  if (!(Number.isInteger(retries) && retries >= 0)) throw new SshOptionError("retries must be a whole number from 0.");
  for (const [name, value] of Object.entries(headers)) requireHeader(name, value);
  const lines = [
    `url = ${quoted(address.href)}`,
    ...Object.entries(headers).map(([name, value]) => `header = ${quoted(`${name}: ${value}`)}`),
  ];
  const file = output === undefined ? "" : ` -o ${quotePath(output)}`;
  // The configuration on stdin holds what can be secret: everybody on the machine sees the command line.
  const again = retries === 0 ? "" : ` --retry ${retries} --retry-delay 1 --retry-connrefused`;
  const { stdout } = await runner.run(`curl -q -fsSL --globoff --proto =http,https${again} -K -${file}`, {
    name: `curl ${address.origin}${address.pathname}`,
    input: `${lines.join("\n")}\n`,
    timeout,
    signal,
    // Keys of an API stand behind the question mark.
    secrets: [address.username, address.password, address.search.slice(1), ...Object.values(headers)],
  });
  return stdout;
}

function requireAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !/^https?:$/.test(address.protocol)) {
    throw new SshOptionError("curl needs a whole http or https URL.");
  }
  return address;
}

function requireHeader(name: string, value: string): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new SshOptionError(`${JSON.stringify(name)} is no name of a header.`);
  if (/[\r\n\0]/.test(value)) throw new SshOptionError(`The header ${name} has a line break in it.`);
}

function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
