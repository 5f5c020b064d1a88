import type { Call, DigitalOcean, List } from "@doapi/client";
import { ExitCode } from "../../exit-codes.js";
import { Failure, usage } from "../../failure.js";
import { elsewhere } from "../../operations/hosts.js";
import { type Operation, routeOf } from "../../operations/table.js";
import type { Context } from "../../session/context.js";
import { printAnswer, printRefusal } from "../../verbs/answer.js";
import type { Arranged } from "./arrange.js";

export interface Sending {
  readonly operation: Operation;
  readonly request: Omit<Arranged, "body"> & { readonly body: object | string | undefined };
  readonly accessKey: string | undefined;
}

export function sendRequest(
  context: Context,
  { include, ...sending }: Sending & { readonly include: boolean },
): Promise<ExitCode> {
  return withClient(context, sending.operation, async (client) => {
    const args = argumentsOf(context, sending);
    try {
      const { data, response } = await byRoute(client).request(routeOf(sending.operation), args).withResponse();
      if (include) {
        const lines = Object.entries(response.headers).map(([name, value]) => `${name}: ${value ?? ""}`);
        context.results.text(`HTTP ${response.status}\n${lines.join("\n")}\n\n`);
      }
      printAnswer(context, data);
      return ExitCode.done;
    } catch (error) {
      return printRefusal(context, error);
    }
  });
}

/** Prints the elements of a list as its pages are read. */
export async function sendPages(context: Context, sending: Sending): Promise<ExitCode> {
  const { items, id } = sending.operation;
  if (items === undefined) throw usage(`${id} is no list: --paginate is for lists only`);
  return withClient(context, sending.operation, async (client) => {
    const args = { ...argumentsOf(context, sending), key: items };
    await context.results.elements(async (emit) => {
      for await (const page of byRoute(client).paginate(routeOf(sending.operation), args).pages()) {
        page.items.forEach(emit);
        if (context.results.closed) break;
      }
    });
    return ExitCode.done;
  });
}

/** An operation on another host has a key of its own: no token is looked for, and none could be sent there. */
async function withClient(
  context: Context,
  { id, host }: Operation,
  use: (client: DigitalOcean) => Promise<ExitCode>,
): Promise<ExitCode> {
  if (host === undefined) return use(await context.client());
  const { io, options, dryRun } = context;
  const { createClient, settingsOf, usesSimulator } = await import("../../session/connect.js");
  if (usesSimulator(io, options)) throw usage(`${id} lives on a host of its own, which is not simulated`);
  const client = await createClient({ ...settingsOf(io, options), token: () => "" }, { dryRun });
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

interface ByRoute {
  readonly request: (route: string, args: object) => Call<unknown>;
  readonly paginate: (route: string, args: object) => List<unknown>;
}

function byRoute(client: DigitalOcean): ByRoute {
  // The routes come from the same document as the types, but at run time: what they take was checked against the table.
  return {
    request: client.request.bind(client) as unknown as ByRoute["request"],
    paginate: client.paginate.bind(client) as unknown as ByRoute["paginate"],
  };
}

function argumentsOf(context: Context, { operation, request, accessKey }: Sending): object {
  const { path, query, headers, body } = request;
  return {
    path,
    query,
    headers,
    ...(body !== undefined && { body }),
    ...destinationOf(context, operation, accessKey),
    // A change that is under way is let finish, so that its outcome is known.
    ...(operation.method === "GET" && { signal: context.signal }),
  };
}

function destinationOf({ io, options, messages }: Context, { id, host }: Operation, accessKey: string | undefined) {
  if (host === undefined) {
    if (accessKey === undefined) return {};
    throw usage(`${id} is done with the API token: it takes no --access-key`);
  }
  const source = elsewhere[host];
  const address = options.endpoint ?? valueOf(io.env, source.address);
  if (address === undefined && host !== "inference") {
    const variable = source.address === undefined ? "" : ` or ${source.address}`;
    throw usage(`${id} lives on a host of its own`, `give its address by --endpoint${variable}`);
  }
  if (address !== undefined && !/^https?:\/\//i.test(address)) throw usage(`"${address}" is no http or https address`);
  const key = accessKey ?? valueOf(io.env, source.key);
  if (key === undefined && source.key !== undefined) {
    const hint = `give it by --access-key or ${source.key}`;
    throw new Failure(ExitCode.denied, `${id} needs ${source.what}; the API token is not sent there`, hint);
  }
  if (key !== undefined) messages.hide(key);
  return { ...(address !== undefined && { endpoint: address }), ...(key !== undefined && { accessKey: key }) };
}

function valueOf(env: Readonly<Record<string, string | undefined>>, name: string | undefined): string | undefined {
  const value = name === undefined ? "" : (env[name]?.trim() ?? "");
  return value === "" ? undefined : value;
}
