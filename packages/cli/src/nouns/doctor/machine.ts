import type { Io } from "../../io/io.js";
import { describe } from "../../report.js";
import type { Context } from "../../session/context.js";
import type { Check } from "../../views/check.js";

const proxyVariables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/** The Node.js versions that the package declares. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const supported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  const detail = `Node.js ${version}`;
  if (supported) return { check: "node", status: "ok", detail };
  return { check: "node", status: "fail", detail: `${detail}; doapi needs 20.19, 22.12 or a later one` };
}

/** The client connects directly, which surprises where a proxy is the only way out. */
export function checkProxy({ env }: Pick<Io, "env">): Check {
  const set = proxyVariables.filter((name) => (env[name] ?? "") !== "");
  if (set.length === 0) return { check: "proxy", status: "ok", detail: "none is set; connections are direct" };
  // Not their values, which can hold a password.
  return { check: "proxy", status: "warn", detail: `${set.join(", ")} set, but not used: connections are direct` };
}

/** Where the token comes from; the token itself is not shown. */
export async function checkToken(context: Pick<Context, "credentials">): Promise<Check> {
  try {
    const found = await context.credentials();
    const detail = found === undefined ? "none needed with the simulator" : `found: ${found.source}`;
    return { check: "token", status: "ok", detail };
  } catch (error) {
    const { message, hint } = await describe(error);
    return { check: "token", status: "fail", detail: message, hint };
  }
}
