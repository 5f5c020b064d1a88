import type { RateBudget } from "@doapi/client";
import { usage } from "../failure.js";
import type { Io } from "../io/io.js";
import type { Messages } from "../terminal/messages.js";

/** A server that takes longer than this, in milliseconds, is not waited for. */
const patience = 500;
const noAnswer = `no answer in ${patience} ms`;

/** Where the budget is; `place` is what messages may show of it. */
interface Address {
  readonly url: string;
  readonly place: string;
  readonly secrets: readonly string[];
}

interface Opened {
  /** Sends the words of one command. */
  readonly command: (args: readonly string[]) => Promise<unknown>;
  readonly close: () => void;
}

/** The budget that processes share by DOAPI_BUDGET; undefined, and a warning, where its server cannot be reached. */
export async function openBudget(
  io: Pick<Io, "env">,
  { closers, messages }: { readonly closers: (() => unknown)[]; readonly messages: Messages },
): Promise<RateBudget | undefined> {
  const address = readAddress(io);
  if (address === undefined) return undefined;
  for (const secret of address.secrets) messages.hide(secret);
  let warned = false;
  const warn = (error: unknown) => {
    if (!warned)
      messages.warn(`the budget on ${address.place} cannot be reached (${reasonOf(error)}); this command counts alone`);
    warned = true;
  };
  try {
    const connection = await open(address);
    const { RedisBudget } = await import("@doapi/redis");
    // One command waits for the minute's limit. For the hour's it does not: who asks wants to be told at once.
    const budget = new RedisBudget({ client: connection, perHour: Number.POSITIVE_INFINITY, onFallback: warn });
    closers.push(async () => {
      await budget.close();
      connection.close();
    });
    return budget;
  } catch (error) {
    warn(error);
    return undefined;
  }
}

/** Whether the server of DOAPI_BUDGET answers, and where it is; undefined where the variable is not set. */
export async function tryBudget(
  io: Pick<Io, "env">,
): Promise<{ readonly place: string; readonly failure: string | undefined } | undefined> {
  const address = readAddress(io);
  if (address === undefined) return undefined;
  try {
    (await open(address)).close();
    return { place: address.place, failure: undefined };
  } catch (error) {
    return { place: address.place, failure: reasonOf(error) };
  }
}

/** Reads DOAPI_BUDGET. The error does not show it: there may be a password in it. */
function readAddress({ env }: Pick<Io, "env">): Address | undefined {
  const text = env["DOAPI_BUDGET"]?.trim() ?? "";
  if (text === "") return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isRedis = url?.protocol === "redis:" || url?.protocol === "rediss:";
  if (
    url === undefined ||
    !isRedis ||
    url.hostname === "" ||
    !/^(?:\/\d*)?$/.test(url.pathname) ||
    decoded(url.password) === undefined
  )
    throw usage("DOAPI_BUDGET must be the address of a Redis: redis://[:password@]host:port/db, or rediss:// for TLS");
  const secrets = [url.password, decoded(url.password) ?? ""];
  return { url: text, place: url.host, secrets };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

async function open({ url }: Address): Promise<Opened> {
  const { createClient } = await import("@redis/client");
  const client = createClient({ url, socket: { connectTimeout: patience }, disableOfflineQueue: true });
  let limit: NodeJS.Timeout | undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      // Tried once: a command that is done soon does not wait for a server to come back.
      client.on("error", reject);
      limit = setTimeout(() => reject(new Error(noAnswer)), patience);
      client.connect().then(() => resolve(), reject);
    });
  } catch (error) {
    client.destroy();
    throw error;
  } finally {
    clearTimeout(limit);
  }
  return { command: (args) => client.sendCommand([...args]), close: () => client.destroy() };
}

/** What went wrong, in a word. Messages of servers and libraries may say more than is to be seen. */
function reasonOf(error: unknown): string {
  const { code, message = "" } = Object(error) as { code?: unknown; message?: string };
  if (typeof code === "string") return code;
  if (/timeout|no answer/i.test(message)) return noAnswer;
  return /^[A-Z]{4,}\b/.exec(message)?.[0] ?? "it failed";
}
