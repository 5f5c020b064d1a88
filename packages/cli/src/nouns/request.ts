import type { DigitalOcean } from "@doapi/client";
import { argument, command, text } from "../command/declare.js";
import { ExitCode } from "../exit-codes.js";
import { usage } from "../failure.js";
import { readJsonText, writeOutput } from "../input/input.js";
import { toJson } from "../output/printable.js";
import type { Context } from "../session/context.js";
import { printAnswer, printRefusal } from "../verbs/answer.js";

type Headers = Readonly<Record<string, string | undefined>>;

/** Sends one request as it is, or reads a list over all its pages. */
export const request = command({
  arguments: { target: argument("path", "a path such as /v2/account, or an absolute URL of the API") },
  options: {
    method: text("-X, --request <method>", "the method; GET, or POST when there is data"),
    data: text("-d, --data <json|@file>", "the JSON to send; @file reads it from a file, @- from standard input"),
    paginate: text("--paginate <key>", "read all pages and print the elements of this field as one list", {
      conflicts: ["data"],
    }),
    headers: text(
      "-D, --dump-header <file>",
      "write the headers of the (last) answer to a file as JSON, - for standard output",
    ),
  },
  async run(context, { target, method, data, paginate, headers: headerFile }) {
    const path = readTarget(target);
    if (paginate !== undefined) {
      if (method !== undefined && method.toUpperCase() !== "GET") throw usage("--paginate is for GET only");
      const client = await context.client();
      const headers = await printPages(context, client, { path, key: paginate });
      if (headerFile !== undefined) await dumpHeaders(context, headers, headerFile);
      return ExitCode.done;
    }
    const body = data === undefined ? undefined : await readJsonText(context.io, data, "--data");
    const sent = {
      method: readMethod(method ?? (body === undefined ? "GET" : "POST")),
      path,
      ...(body === undefined ? {} : { body }),
    };
    return send(context, sent, headerFile);
  },
});

async function send(
  context: Context,
  sent: { readonly method: string; readonly path: string; readonly body?: string },
  headerFile: string | undefined,
): Promise<ExitCode> {
  const client = await context.client();
  // A change that is under way is let finish, so that its outcome is known.
  const options = sent.method === "GET" || sent.method === "HEAD" ? { signal: context.signal } : {};
  try {
    const { data, response } = await client.raw({ ...sent, ...options }).withResponse();
    if (headerFile !== undefined) await dumpHeaders(context, response.headers, headerFile);
    printAnswer(context, data);
    return ExitCode.done;
  } catch (error) {
    return printRefusal(context, error);
  }
}

async function printPages(
  { results, signal }: Context,
  client: DigitalOcean,
  { path, key }: { readonly path: string; readonly key: string },
): Promise<Headers> {
  let headers: Headers = {};
  await results.elements(async (emit) => {
    for await (const page of client.rawList(path, { key, signal }).pages()) {
      page.items.forEach(emit);
      headers = page.response.headers;
      if (results.closed) break;
    }
  });
  return headers;
}

async function dumpHeaders({ io, results }: Context, headers: Headers, file: string): Promise<void> {
  if (file === "-") results.value(headers);
  else await writeOutput(io, file, `${toJson(headers, 2)}\n`);
}

function readMethod(word: string): string {
  const method = word.toUpperCase();
  if (["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].includes(method)) return method;
  throw usage(`unknown method "${word}": GET, HEAD, POST, PUT, PATCH or DELETE`);
}

function readTarget(target: string): string {
  if (target.startsWith("/") || /^https?:\/\//i.test(target)) return target;
  throw usage(`"${target}" is neither a path such as /v2/account nor an absolute URL`);
}
